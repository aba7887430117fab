use parsify_json::JsonProcessor;
use parsify_json::schema::JsonSchemaProcessor;
use parsify_testkit::{Blessing, Fixtures, Fleet, block_on, check};

fn hold(module: &str, fixtures: &str) {
    let fleet = Fleet::new().with(JsonProcessor).with(JsonSchemaProcessor);
    let fixtures = Fixtures::load(format!("{}/{fixtures}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    block_on(check(&fleet.module(module), &fixtures, Blessing::from_env())).unwrap();
}

#[test]
fn the_fixtures_hold() {
    hold("json-schema", "fixtures");
}

#[test]
fn the_processor_that_hands_schemas_on_gives_the_same() {
    hold("json-processor", "../json-processor/fixtures");
}
