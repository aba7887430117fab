//! Other processes: the tests start this test binary again, in a role.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use parsify_loader::{Store, StoreError, StorePlace};

use super::home::{Random, add, artifact, descriptor, id, install, lock_of, project_store, sized_artifact, version};

const ROLE: &str = "PARSIFY_STORE_TEST_ROLE";
const FOLDER: &str = "PARSIFY_STORE_TEST_FOLDER";
const NUMBER: &str = "PARSIFY_STORE_TEST_NUMBER";
pub(crate) const MODULES: u64 = 6;

/// Not a test of its own: what the other processes do.
#[test]
fn role() {
    let Ok(role) = std::env::var(ROLE) else { return };
    let folder = PathBuf::from(std::env::var_os(FOLDER).unwrap());
    let number = std::env::var(NUMBER).unwrap().parse().unwrap();
    match role.as_str() {
        "change" => change(&project_store(&folder), number),
        "add" => (0..20).for_each(|offset| drop(install(&project_store(&folder), number * 1000 + offset))),
        "hold" => hold(&project_store(&folder)),
        "fill" => fill(&project_store(&folder), number),
        "find" => say(&format!("found {:?}", StorePlace::find("tester", &folder))),
        other => panic!("no role {other}"),
    }
}

/// A command that plays a role.
pub(crate) fn command(role: &str, folder: &Path, number: u64) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    played(&mut command, role, folder, number);
    command
}

/// The same behind a shell, which runs `setup` first; `$FOLDER` is the folder there.
#[cfg(unix)]
pub(crate) fn command_after(shell: &[&str], setup: &str, role: &str, folder: &Path, number: u64) -> Command {
    let mut command = Command::new(shell[0]);
    let program = std::env::current_exe().unwrap();
    command
        .args(&shell[1..])
        .arg("-c")
        .arg(format!("{setup} && exec \"$0\" \"$@\""))
        .arg(program)
        .env("FOLDER", folder);
    played(&mut command, role, folder, number);
    command
}

fn played(command: &mut Command, role: &str, folder: &Path, number: u64) {
    command.args(["--exact", "store::roles::role", "--nocapture", "--test-threads=1"]);
    command.env(ROLE, role).env(FOLDER, folder).env(NUMBER, number.to_string());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
}

/// Returns when the process has said that it is ready.
pub(crate) fn wait_until_ready(child: &mut Child) {
    let lines = BufReader::new(child.stdout.as_mut().unwrap()).lines();
    let ready = lines.map_while(Result::ok).any(|line| line.ends_with("ready"));
    assert!(ready, "the process ended before it was ready");
}

/// What a process says that ends well.
pub(crate) fn output(mut command: Command) -> String {
    let output = command.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{text}\n{}", String::from_utf8_lossy(&output.stderr));
    text
}

fn say(text: &str) {
    let mut out = std::io::stdout();
    out.write_all(text.as_bytes()).and_then(|()| out.write_all(b"\n")).and_then(|()| out.flush()).unwrap();
}

/// Installs and removes without end.
fn change(store: &Store, seed: u64) {
    let mut random = Random(seed);
    say("ready");
    loop {
        let mut transaction = store.begin().unwrap();
        for _ in 0..1 + random.below(3) {
            let number = random.next() % MODULES;
            if transaction.state().get(&id(number), &version()).is_some() {
                transaction.remove(&id(number), &version()).unwrap();
            } else {
                add(&mut transaction, number);
            }
        }
        transaction.write_lock_file(lock_of(transaction.state())).unwrap();
        transaction.commit().unwrap();
    }
}

fn hold(store: &Store) {
    let _transaction = store.begin().unwrap();
    say("ready");
    loop {
        std::thread::park();
    }
}

/// Installs modules of this size until the disk is full, and looks what a full disk leaves.
fn fill(store: &Store, bytes: u64) {
    let length = usize::try_from(bytes).unwrap();
    for number in 0..10_000 {
        let before = store.state().unwrap();
        let error = match install_sized(store, number, length) {
            Ok(()) => continue,
            Err(error) => error,
        };
        assert!(matches!(error, StoreError::Full { .. }), "{error:?}");
        assert_eq!(store.state().unwrap(), before);
        let tmp = store.place().folder().join("tmp");
        assert_eq!(std::fs::read_dir(tmp).unwrap().count(), 0, "temporary files are gone");
        let artifacts = std::fs::read_dir(store.place().folder().join("artifacts")).unwrap().count();
        assert_eq!(artifacts, before.len());
        assert_eq!(store.lock_text().unwrap().unwrap_or_default(), lock_of(&before));
        assert_eq!(store.verify(|_| {}).unwrap(), []);
        say(&format!("full after {number}"));
        return;
    }
    panic!("the disk was never full");
}

fn install_sized(store: &Store, number: u64, length: usize) -> Result<(), StoreError> {
    let artifact = if length == 0 { artifact(number) } else { sized_artifact(number, length) };
    let mut transaction = store.begin()?;
    transaction.add(&artifact, parsify_loader::Receipt::new(&artifact, descriptor(number)))?;
    transaction.write_lock_file(lock_of(transaction.state()))?;
    transaction.commit().map(drop)
}
