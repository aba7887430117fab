use parsify_code::ConsoleLevel;

use crate::{done, writes};

#[test]
fn entries_have_levels_and_streams() {
    let executed = done(
        "console.log('a', 1, {b: 2}); console.warn('w'); console.error('e'); console.info('i'); console.debug('d')",
    );
    assert_eq!((executed.stdout.as_str(), executed.stderr.as_str()), ("a 1 { b: 2 }\ni\nd\n", "w\ne\n"));
    let levels: Vec<_> = executed.console.iter().map(|entry| entry.level).collect();
    use ConsoleLevel::{Debug, Error, Info, Log, Warn};
    assert_eq!(levels, [Log, Warn, Error, Info, Debug]);
}

#[test]
fn a_first_text_may_have_places() {
    assert_eq!(writes("console.log('%s is %d%% of %i', 'a', 1.5, 2.9, 'rest')"), "a is 1.5% of 2 rest\n");
    assert_eq!(writes("console.log('%s')"), "%s\n");
    assert_eq!(writes("console.log('100%', 1)"), "100% 1\n");
    assert_eq!(writes("console.log('%ca', 'color: red')"), "a\n");
}

#[test]
fn groups_counts_times_and_assertions() {
    assert_eq!(
        writes("console.group('a'); console.log('b\\nc'); console.groupEnd(); console.log('d')"),
        "a\n  b\n  c\nd\n"
    );
    assert_eq!(writes("console.count(); console.count(); console.count('x')"), "default: 1\ndefault: 2\nx: 1\n");
    assert_eq!(writes("console.time('t'); setTimeout(() => console.timeEnd('t'), 50)"), "t: 50ms\n");
    assert_eq!(done("console.assert(1 === 2, 'no'); console.assert(true)").stderr, "Assertion failed: no\n");
}

#[test]
fn long_values_are_cut() {
    let shown = writes("console.log(Array.from({length: 150}, (_, i) => i))");
    assert!(shown.contains("... 50 more"), "{shown}");
    assert!(writes("console.log({a: 'x'.repeat(60), b: 'y'.repeat(60)})").contains("{\n  a: '"));
}
