use crate::cli::{file, folder, line, parsify};

#[test]
fn values_are_json_or_text() {
    for (param, result) in
        [("indent=4", "[\n    1\n]\n"), ("indent=tab", "[\n\t1\n]\n"), ("indent=\"tab\"", "[\n\t1\n]\n")]
    {
        line("json format --param").arg(param).stdin("[1]").run().code(0).prints(result);
    }
}

#[test]
fn an_object_of_params() {
    let folder = folder();
    file(folder.path(), "params.json", r#"{"indent": 4}"#);
    let format = || parsify(["json", "format"]).stdin("[1]").within(folder.path());
    format().arg("--params").arg("{\"indent\": 4}").run().code(0).prints("[\n    1\n]\n");
    format().arg("--params=@params.json").run().code(0).prints("[\n    1\n]\n");
    format().arg("--params=@params.json").arg("--param=indent=1").run().code(0).prints("[\n 1\n]\n");
    format().arg("--params=@params.json").arg("--indent=1").run().code(0).prints("[\n 1\n]\n");
    format().arg("--params=@nothing.json").run().code(2).says(&["`nothing.json` does not exist"]);
    format().arg("--params={").run().code(2).says(&["error[params.json]", "`--params` is no JSON", "column 1"]);
    format().arg("--params=[]").run().code(2).says(&["is no JSON object"]);
}

#[test]
fn params_that_do_not_fit() {
    let format = |words: &str| line(&format!("json format {words}")).stdin("[]").run();
    format("--param indnt=4").code(2).says(&[
        "error[params.schema]",
        "`indnt`",
        "did you mean `indent`?",
        "`sortKeys`",
    ]);
    format("--param indent=99").code(2).says(&["`indent` must be integer from 0 to 16 or \"tab\" or \"none\", not 99"]);
    format("--indent 99").code(2).says(&["`indent` must be"]);
    format("--param sortKeys=1").code(2).says(&["`sortKeys`", "boolean"]);
    format("--max-depth 0").code(2).says(&["`maxDepth` is 0", "1"]);
    format("--end-of-line cr").code(2).says(&["'cr'", "lf, crlf"]);
    format("--sort-keys=maybe").code(2).says(&["'maybe'"]);
}

#[test]
fn params_that_are_none() {
    let format = |words: &str| line(&format!("json format {words}")).stdin("[]").run();
    format("--param indent").code(2).says(&["`--param indent` is not of the form NAME=VALUE"]);
    format("--param =1").code(2).says(&["NAME=VALUE"]);
    format("--param indent=1 --param indent=2").code(2).says(&["the param `indent` stands twice"]);
    format("--indent 1 --param indent=2").code(2).says(&["the param `indent` stands twice"]);
}
