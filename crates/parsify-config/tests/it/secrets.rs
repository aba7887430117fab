//! What a module is configured with is nobody's business.

use parsify_config::{Config, Layer};
use parsify_interface::Failure;
use parsify_interface::serde_json::{self, json};

const SECRET: &str = "hunter2";

#[track_caller]
fn hidden(text: &str) {
    assert!(!text.contains(SECRET), "{text}");
}

#[test]
fn it_is_not_shown_unless_someone_asks() {
    let layer = Layer::from_toml("p.toml", &format!("[modules.a.config]\npassword = \"{SECRET}\"")).unwrap();
    hidden(&format!("{layer:?}"));
    let config = Config::layered([layer]).unwrap();
    hidden(&format!("{config:?}"));
    hidden(&format!("{:?}", config.for_call("a", "b")));
    let all = config.effective();
    hidden(&format!("{all:?}"));
    hidden(&serde_json::to_string(&all).unwrap());
    let setting = all.iter().find(|it| it.key == "modules.a.config").unwrap();
    assert_eq!((setting.to_string().as_str(), setting.hidden), ("# modules.a.config = …", true));

    let asked = config.effective_with_secrets();
    let setting = asked.iter().find(|it| it.key == "modules.a.config").unwrap();
    assert_eq!(setting.to_string(), format!("modules.a.config = {{ password = \"{SECRET}\" }}"));
    assert_eq!(setting.value, Some(json!({"password": SECRET})));
}

#[test]
fn a_null_has_no_form_in_a_file() {
    let layer = Layer::from_arguments(["modules.a.config={\"x\": null}"]).unwrap();
    let all = Config::layered([layer]).unwrap().effective_with_secrets();
    let setting = all.iter().find(|it| it.key == "modules.a.config").unwrap();
    assert_eq!(setting.to_string(), "# modules.a.config = {\"x\":null}");
}

#[test]
fn no_error_tells_it() {
    let files = [
        format!("[modules.a.config]\npassword = \"{SECRET}"),
        format!("[modules.a.config]\npassword = {SECRET}"),
        format!("[modules.a.config]\npassword = \"{SECRET}\"\npassword = \"{SECRET}\""),
        format!("[modules.a.config]\npassword = \"{SECRET}\"\nx = inf"),
        format!("[modules.a.confg]\npassword = \"{SECRET}\""),
        format!("[modules.a]\nconfg = \"{SECRET}\""),
        format!("[modules]\na = \"{SECRET}\""),
        format!("modules = \"{SECRET}\""),
        format!("config = \"{SECRET}\""),
        format!("[modules.A.config]\npassword = \"{SECRET}\""),
    ];
    let arguments = [
        format!("modules.a.config.password={SECRET}"),
        format!("modules.a.confg={SECRET}"),
        format!("modules.a={SECRET}"),
        format!("modules.A.config={SECRET}"),
    ];
    let errors = files
        .iter()
        .map(|text| Layer::from_toml("p.toml", text))
        .chain(arguments.iter().map(|text| Layer::from_arguments([text])))
        .chain([Layer::from_env([("PARSIFY_MODULES__A__CONFG", SECRET)])]);
    for error in errors {
        let error = error.unwrap_err();
        hidden(&format!("{error} {error:?} {:?}", error.hint()));
        let failure = Failure::from(error);
        hidden(&format!("{failure:?} {}", serde_json::to_string(&failure).unwrap()));
    }
}
