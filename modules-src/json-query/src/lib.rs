//! The query languages as a guest.
#![forbid(unsafe_code)]

parsify_guest::export_module!(parsify_json::query::JsonQuery, descriptor: include_str!("../descriptor.json"));

#[cfg(test)]
mod tests {
    use parsify_guest::Processor as _;
    use parsify_json::JsonProcessor;
    use parsify_json::query::JsonQuery;
    use parsify_testkit::{Blessing, Fixtures, Fleet, block_on, check};

    #[test]
    fn the_fixtures_hold() {
        let fixtures = Fixtures::load(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures")).unwrap();
        let fleet = Fleet::new().with(JsonQuery).with(JsonProcessor);
        block_on(check(&fleet.module("json-query"), &fixtures, Blessing::from_env())).unwrap();
    }

    #[test]
    fn it_describes_itself_validly() {
        let descriptor = JsonQuery.describe();
        descriptor.validate().unwrap();
        let twins: Vec<_> = descriptor.operations.iter().map(|it| (it.name.as_str(), it.native_twin)).collect();
        assert_eq!(twins, [("query", true), ("jq", false)]);
    }
}
