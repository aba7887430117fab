use parsify_json::schema::JsonSchemaProcessor;
use parsify_testkit::{Blessing, Fixtures, Fleet, block_on, check};

#[test]
fn the_fixtures_hold() {
    let fixtures = Fixtures::load(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures")).unwrap();
    let fleet = Fleet::new().with(JsonSchemaProcessor);
    block_on(check(&fleet.module("json-schema"), &fixtures, Blessing::from_env())).unwrap();
}
