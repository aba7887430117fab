//! Every operation of every shipped module answers in the sandbox as it does natively: random params by its schema, random
//! documents, good and bad.

use parsify::serde_json::{Map, Value, json};
use parsify::{CallOptions, Descriptor, Document, Failure, Fallback, ModuleManager, Operation, Request, Response};

/// Requests for each operation.
const CASES: u64 = 48;

#[tokio::test(flavor = "multi_thread")]
async fn every_operation_answers_as_its_twin_does() {
    let manager = ModuleManager::builder().build().await.unwrap();
    for descriptor in manager.available_modules() {
        let info = manager.info(descriptor.id.as_str(), None).unwrap();
        if !(info.native && info.sandboxed) {
            continue;
        }
        for operation in descriptor.operations.iter().filter(|operation| operation.native_twin) {
            let mut answers = 0;
            for case in 0..CASES {
                answers += usize::from(same_answer(&manager, &descriptor, operation, case).await);
            }
            // Requests that are refused only would try nothing.
            assert!(answers > 0, "{} {}: no request was answered", descriptor.id, operation.name);
        }
    }
}

/// True when there was an answer, and no failure.
async fn same_answer(manager: &ModuleManager, descriptor: &Descriptor, operation: &Operation, case: u64) -> bool {
    let request = Making(case.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ operation.name.len() as u64).request(operation);
    let run = async |fallback| {
        let options = CallOptions::new().with_fallback(fallback);
        manager.execute(descriptor.id.as_str(), request.clone(), options).await.map(|execution| execution.response)
    };
    let (native, sandboxed) = (run(Fallback::NativeOnly).await, run(Fallback::Forbidden).await);
    let place = || format!("{} {}, case {case}: {request:?}", descriptor.id, operation.name);
    assert_eq!(told(&native), told(&sandboxed), "{}", place());
    native.is_ok()
}

/// Everything about an answer that a caller sees.
fn told(answer: &Result<Response, Failure>) -> Value {
    match answer {
        Ok(response) => {
            let documents = response.documents.iter().map(|it| json!([it.name, it.media_type, it.payload.as_bytes()]));
            json!({ "documents": documents.collect::<Vec<_>>(), "data": response.data, "warnings": response.warnings })
        }
        Err(failure) => json!({
            "kind": failure.kind().to_string(),
            "code": failure.code(),
            "message": failure.message(),
            "details": format!("{:?}", failure.details()),
            "hints": failure.hints(),
        }),
    }
}

/// Random requests: SplitMix64 (Steele, Lea, Flood 2014).
struct Making(u64);

impl Making {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit.max(1) as u64).unwrap()
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }

    fn request(&mut self, operation: &Operation) -> Request {
        let mut request = Request::new(&operation.name);
        let params = self.value(&operation.params, 0);
        request.params = params.as_object().cloned().unwrap_or_default();
        for spec in &operation.documents {
            let count = match (spec.optional && self.one_in(2), spec.repeated) {
                (true, _) => 0,
                (false, true) => 1 + self.below(3),
                (false, false) => 1,
            };
            for _ in 0..count {
                let text = if spec.media_type.contains("json") { self.document() } else { self.any_document() };
                request.documents.push(Document::text(&spec.name, text));
            }
        }
        request
    }

    /// A value for a schema, mostly one that fits.
    fn value(&mut self, schema: &Value, depth: usize) -> Value {
        if let Some(constant) = schema.get("const") {
            return constant.clone();
        }
        if let Some(constants) = schema["enum"].as_array() {
            return self.pick(constants);
        }
        if let Some(branches) = schema["oneOf"].as_array().or_else(|| schema["anyOf"].as_array()) {
            let branch = self.pick(branches);
            return self.value(&branch, depth);
        }
        if let Some(examples) = schema["examples"].as_array().filter(|examples| !examples.is_empty())
            && !self.one_in(4)
        {
            return self.pick(examples);
        }
        let kinds = match &schema["type"] {
            Value::Array(kinds) => kinds.clone(),
            kind => vec![kind.clone()],
        };
        match self.pick(&kinds).as_str() {
            Some("object") => self.object(schema, depth),
            Some("array") if depth < 4 => (0..self.below(3)).map(|_| self.value(&schema["items"], depth + 1)).collect(),
            Some("array") => json!([]),
            Some("boolean") => json!(self.one_in(2)),
            Some("integer") => self.integer(schema),
            Some("number") => json!(self.pick(&[0.0, 0.5, 1.0, 2.5])),
            Some("string") => json!(self.pick(&["", "a", "/a", "/a/*", "$..b", ".b", "é", "[a-c]+", "x-y", "."])),
            Some("null") => Value::Null,
            _ => json!(self.pick(&[1, 2])),
        }
    }

    fn object(&mut self, schema: &Value, depth: usize) -> Value {
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        let mut object = Map::new();
        for (name, schema) in schema["properties"].as_object().into_iter().flatten() {
            // Few at a time: many would mostly exclude each other.
            if required.iter().any(|it| it == name) || (depth < 4 && self.one_in(5)) {
                object.insert(name.clone(), self.value(schema, depth + 1));
            }
        }
        Value::Object(object)
    }

    fn integer(&mut self, schema: &Value) -> Value {
        let least = schema["minimum"].as_i64().unwrap_or(0);
        let most = schema["maximum"].as_i64().unwrap_or(100).min(least.saturating_add(50));
        json!(least + i64::try_from(self.below(usize::try_from(most - least + 1).unwrap_or(1))).unwrap())
    }

    fn document(&mut self) -> String {
        let mut text = String::new();
        let depth = self.below(5);
        self.json(&mut text, depth);
        if self.one_in(8) {
            // A part of it, or something that does not belong there.
            let at = (0..=text.len()).rev().find(|at| text.is_char_boundary(*at) && *at <= text.len() / 2).unwrap();
            if self.one_in(2) {
                text.truncate(at);
            } else {
                const STRAY: &[&str] = &[",", "}", "\u{0}", "'", "//x"];
                text.insert_str(at, self.pick(STRAY));
            }
        }
        text
    }

    fn json(&mut self, text: &mut String, depth: usize) {
        const LEAVES: &[&str] = &[
            "null",
            "true",
            "0",
            "-0",
            "1.10",
            "1e400",
            "12345678901234567890",
            "\"\"",
            "\"a\"",
            "\"é\\ud83d\\ude00\"",
            "\"2026-01-31T10:00:00Z\"",
            "\"a@example.org\"",
            "\"\\ud800\"",
            "\"a b\\n\"",
            "7",
            "-3.5",
            "\"10\"",
        ];
        const KEYS: &[&str] = &["a", "b", "c", "id", "a/b", "a.b", "é", "", "0"];
        match if depth == 0 { 2 } else { self.below(3) } {
            0 => {
                text.push('[');
                for index in 0..self.below(5) {
                    text.push_str(if index > 0 { ", " } else { "" });
                    self.json(text, depth - 1);
                }
                text.push(']');
            }
            1 => {
                text.push('{');
                for index in 0..self.below(5) {
                    let comma = if index > 0 { "," } else { "" };
                    text.push_str(&format!("{comma}\"{}\": ", self.pick(KEYS)));
                    self.json(text, depth - 1);
                }
                text.push('}');
            }
            _ => text.push_str(self.pick(LEAVES)),
        }
    }

    /// A document of some format.
    fn any_document(&mut self) -> String {
        const OTHERS: &[&str] = &[
            "a: 1\nb: [x, 2.50, null]\nc: {d: 'e'}\n",
            "a = 1\n[b]\nc = \"x\"\nd = 2026-01-31T10:00:00Z\n",
            "<a b=\"1\"><c>x</c><c/>text</a>",
            "id,name\n1,a\n2,\"b,\nc\"\n",
            "a=1\nb.c = x\\u00e9\n# comment\n",
            "{a: 1, 'b': [0x1F, +Infinity,],}",
            "{\"a\": 1}\n{\"a\": 2}\n",
            "",
        ];
        if self.one_in(2) { self.document() } else { self.pick(OTHERS).to_owned() }
    }
}
