use parsify_interface::{Digest, ModuleId};
use proptest::prelude::*;

#[test]
fn ids_that_are_refused_say_why() {
    let reason = |text: &str| ModuleId::new(text).unwrap_err().to_string();
    assert_eq!(reason(""), "`` is no module id: it is empty");
    assert_eq!(reason("../x"), "`../x` is no module id: only a-z, 0-9 and hyphens are allowed");
    assert_eq!(reason("a\nb"), "`a\\nb` is no module id: only a-z, 0-9 and hyphens are allowed");
    assert_eq!(reason("com7"), "`com7` is no module id: it is a device name on Windows");
    assert!(reason(&"x".repeat(100_000)).len() < 200);
}

proptest! {
    #[test]
    fn an_id_never_holds_a_path(text in "\\PC{0,80}|[a-z0-9./\\\\:-]{0,12}") {
        if let Ok(id) = ModuleId::new(&text) {
            prop_assert_eq!(id.as_str(), &text);
            let path = std::path::Path::new(id.as_str());
            prop_assert_eq!(path.components().count(), 1);
            prop_assert!(matches!(path.components().next(), Some(std::path::Component::Normal(_))));
            prop_assert!(path.extension().is_none());
        }
    }

    #[test]
    fn digests_survive_their_text(bytes in any::<[u8; 32]>()) {
        let digest = Digest::new(bytes);
        prop_assert_eq!(digest.to_string().parse::<Digest>(), Ok(digest));
        let json = parsify_interface::serde_json::to_string(&digest).unwrap();
        prop_assert_eq!(parsify_interface::serde_json::from_str::<Digest>(&json).unwrap(), digest);
    }

    #[test]
    fn no_other_text_is_a_digest(text in "(sha256:)?[0-9a-fA-Fx]{0,70}") {
        if let Ok(digest) = text.parse::<Digest>() {
            prop_assert_eq!(digest.to_string(), text);
        }
    }
}
