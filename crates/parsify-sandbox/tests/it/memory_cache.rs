use crate::guests::{fresh_digest, guest, sandbox};

#[tokio::test]
async fn callers_at_the_same_time_share_one_compilation() {
    let sandbox = sandbox();
    let (bytes, digest) = (guest("text-tools"), fresh_digest());
    let (first, second) = tokio::join!(sandbox.load(bytes.clone(), digest), sandbox.load(bytes.clone(), digest));
    let (first, second) = (first.unwrap(), second.unwrap());
    // One load measured its time once; two loads would differ.
    assert_eq!(first.load_report().compile, second.load_report().compile);
    assert!(sandbox.in_memory(&digest).await.is_some());
    assert!(sandbox.in_memory(&fresh_digest()).await.is_none());
    assert!(first.load_report().code_bytes > 0);
}

#[tokio::test]
async fn a_failed_load_is_not_kept() {
    let (sandbox, digest) = (sandbox(), fresh_digest());
    assert!(sandbox.load(*b"not wasm", digest).await.is_err());
    assert!(sandbox.load(guest("text-tools"), digest).await.is_ok());
}
