use parsify::{CallOptions, ErrorKind, Failure, ModuleManager, execution_to_json, serde_json::Value, serde_json::json};

async fn format(input: Value) -> Result<String, Failure> {
    let manager = ModuleManager::builder().build().await.unwrap();
    let execution = manager.execute_json("json-processor", "format", input, CallOptions::new()).await?;
    Ok(execution.response.into_text().unwrap())
}

#[tokio::test]
async fn documents_and_params_are_told_apart_by_name() {
    let formatted = "[\n    1.10\n]\n";
    assert_eq!(format(json!({"json": "[1.10]", "options": {"indent": 4}})).await.unwrap(), formatted);
    assert_eq!(format(json!({"json": "[1.10]", "indent": 4})).await.unwrap(), formatted);
}

#[tokio::test]
async fn inputs_of_another_form_are_refused() {
    let kind = async |input| format(input).await.unwrap_err().kind();
    assert_eq!(kind(json!("[1]")).await, ErrorKind::Params);
    assert_eq!(kind(json!({"json": "[]", "options": 4})).await, ErrorKind::Params);
    assert_eq!(kind(json!({"json": "[]", "indent": 2, "options": {"indent": 4}})).await, ErrorKind::Params);
    assert_eq!(kind(json!({"json": [1]})).await, ErrorKind::Input);
    assert_eq!(kind(json!({})).await, ErrorKind::Input);
    assert_eq!(kind(json!({"json": "[]", "unknown": 1})).await, ErrorKind::Params);
}

#[tokio::test]
async fn an_execution_is_readable_json() {
    let manager = ModuleManager::builder().build().await.unwrap();
    let input = json!({"json": "[1]"});
    let execution = manager.execute_json("json-processor", "minify", input, CallOptions::new()).await.unwrap();
    let json = execution_to_json(&execution);
    assert_eq!(json["documents"][0]["text"], "[1]");
    assert_eq!(json["report"]["engine"], "wasm");
    assert_eq!(json["warnings"], json!([]));
}
