use parsify_code::python::lint;
use parsify_code::{Fixes, LintOptions, RuleLevel, RuleSetting, Severity, code};

fn found(text: &str, change: impl Fn(&mut LintOptions)) -> Vec<String> {
    let mut options = LintOptions::default();
    change(&mut options);
    let (_, report) = lint(text, &options).unwrap();
    report.findings.into_iter().map(|finding| finding.problem.code).collect()
}

#[test]
fn the_rules_of_ruff_are_asked() {
    let text = "import os\nprint(undefined)\nif x == None: pass\n";
    assert_eq!(found(text, |_| ()), ["F401", "F821", "F821", "E711", "E701"]);
    assert_eq!(found(text, |it| it.select = vec!["F4".into()]), ["F401"]);
    assert_eq!(found(text, |it| it.ignore = vec!["F".into(), "E701".into()]), ["E711"]);
    let off = |it: &mut LintOptions| {
        it.select = vec!["F401".into()];
        it.rules.insert("F401".into(), RuleSetting::Level(RuleLevel::Off));
    };
    assert!(found(text, off).is_empty());
    assert_eq!(found("import os  # noqa: F401\n", |_| ()), Vec::<String>::new());
}

#[test]
fn findings_say_what_and_how_to_mend_it() {
    let mut options = LintOptions::default();
    options.rules.insert("F401".into(), RuleSetting::Level(RuleLevel::Error));
    let (text, report) = lint("import os\n", &options).unwrap();
    let finding = &report.findings[0];
    assert_eq!((text, finding.problem.severity), (None, Severity::Error));
    assert_eq!((finding.problem.start.line, finding.problem.start.column), (1, 8));
    assert_eq!((report.errors, report.warnings, report.fixable), (1, 0, 1));
    assert_eq!(finding.fix.as_ref().unwrap().edits[0].text, "");
    let about = &report.rules["F401"];
    assert!(
        about.docs.contains("unused imports") && about.url.as_ref().unwrap().contains("unused-import"),
        "{about:?}"
    );
}

#[test]
fn what_is_safe_is_mended() {
    let mut options = LintOptions::default();
    options.fix = Fixes::Safe;
    let (text, report) = lint("import os\nif x == None:\n    pass\n", &options).unwrap();
    assert_eq!(text.unwrap(), "if x == None:\n    pass\n");
    assert_eq!((report.fixed, report.findings.len()), (1, 2));
    options.fix = Fixes::All;
    let (text, _) = lint("import os\nif x == None:\n    pass\n", &options).unwrap();
    assert_eq!(text.unwrap(), "if x is None:\n    pass\n");
}

#[test]
fn rules_that_are_none_are_refused() {
    for name in ["E999999", "no-undef", "", "💥"] {
        let mut options = LintOptions::default();
        options.select = vec![name.to_owned()];
        assert_eq!(lint("a", &options).unwrap_err().code(), code::OPTION, "{name}");
    }
}

#[test]
fn syntax_errors_are_errors() {
    let (_, report) = lint("a = (\n", &LintOptions::default()).unwrap();
    assert!(
        report.findings.iter().any(|it| it.problem.code == code::SYNTAX && it.problem.severity == Severity::Error),
        "{report:?}"
    );
}
