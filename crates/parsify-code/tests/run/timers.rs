use crate::{done, with, writes};

#[test]
fn timers_go_off_in_order_on_a_clock_of_their_own() {
    let text = "setTimeout(() => console.log('b', Date.now() - start), 1000); const start = Date.now();
        setTimeout(console.log, 10, 'a'); setImmediate(() => console.log('i')); Promise.resolve().then(() => console.log('p'));
        queueMicrotask(() => console.log('q')); console.log('first')";
    let executed = done(text);
    assert_eq!(executed.stdout, "first\np\nq\ni\na\nb 1000\n");
    assert_eq!(executed.elapsed, 1000);
}

#[test]
fn intervals_and_cleared_timers() {
    let text = "let n = 0; const t = setInterval(() => { console.log(++n); if (n === 3) clearInterval(t) }, 10);
        clearTimeout(setTimeout(() => console.log('never'), 1)); clearTimeout(undefined)";
    assert_eq!(writes(text), "1\n2\n3\n");
}

#[test]
fn asynchronous_functions_wait() {
    let text = "const sleep = (ms) => new Promise((go) => setTimeout(go, ms));
        (async () => { await sleep(5); for await (const x of [1, sleep(1).then(() => 2)]) console.log(x) })()";
    assert_eq!(writes(text), "1\n2\n");
}

#[test]
fn what_never_settles_is_the_end() {
    let executed = done("new Promise(() => {}).then(() => console.log('never')); 1");
    assert_eq!((executed.exit_code, executed.stdout.as_str()), (0, ""));
}

#[test]
fn timers_that_never_end_are_ended() {
    let mut options = parsify_code::ExecuteOptions::default();
    options.max_timers = 100;
    for text in ["setInterval(() => {}, 1)", "(function again() { setTimeout(again) })()"] {
        let program = parsify_code::run_javascript::Program::new("javascript", text, "", &options);
        let failure = parsify_code::run_javascript::run(&program).unwrap_err();
        assert_eq!(failure.code(), parsify_code::code::TIMERS);
    }
    assert_eq!(with("for (let i = 0; i < 100; i++) setTimeout(() => {})", |it| it.max_timers = 100).exit_code, 0);
}

#[test]
fn modules_may_wait_at_their_top() {
    let executed =
        done("const a = await new Promise((go) => setTimeout(() => go(7), 5)); console.log(a); export default a");
    assert_eq!((executed.stdout.as_str(), executed.error), ("7\n", None));
}
