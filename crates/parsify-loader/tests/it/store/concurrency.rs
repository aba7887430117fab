use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::home::{Home, add, install, lock_of, rounds};
use super::roles::{command, output};

#[test]
fn sixty_four_threads_lose_no_change() {
    let home = Home::in_memory();
    let each = rounds(4, 20);
    let is_done = AtomicBool::new(false);
    thread::scope(|scope| {
        let readers: Vec<_> = (0..2).map(|_| scope.spawn(|| read_until(&home, &is_done))).collect();
        let writers: Vec<_> = (0..64)
            .map(|thread| {
                let home = &home;
                scope.spawn(move || {
                    for number in 0..each {
                        let mut transaction = home.store().begin().unwrap();
                        add(&mut transaction, thread * 1000 + number);
                        transaction.write_lock_file(lock_of(transaction.state())).unwrap();
                        transaction.commit().unwrap();
                    }
                })
            })
            .collect();
        writers.into_iter().for_each(|writer| writer.join().unwrap());
        is_done.store(true, Ordering::Relaxed);
        readers.into_iter().for_each(|reader| reader.join().unwrap());
    });
    let state = home.store().state().unwrap();
    assert_eq!(state.len() as u64, 64 * each);
    assert_eq!(state.generation(), 64 * each);
    assert_eq!(home.store().lock_text().unwrap(), Some(lock_of(&state)));
    assert_eq!(home.store().verify(|_| {}).unwrap(), []);
}

/// A reader sees whole states only, each no older than the one before, and their artifacts.
fn read_until(home: &Home, is_done: &AtomicBool) {
    let mut last = 0;
    while !is_done.load(Ordering::Relaxed) {
        let state = home.store().state().unwrap();
        assert!(state.generation() >= last);
        last = state.generation();
        if let Some(receipt) = state.receipts().next() {
            home.store().artifact(receipt).unwrap();
        }
        home.store().lock_text().unwrap();
    }
}

#[test]
fn eight_processes_lose_no_change() {
    let home = Home::in_memory();
    thread::scope(|scope| {
        let processes: Vec<_> = (0..8)
            .map(|number| {
                scope.spawn({
                    let home = &home;
                    move || output(command("add", home.path(), number))
                })
            })
            .collect();
        processes.into_iter().for_each(|process| drop(process.join().unwrap()));
    });
    let state = home.store().state().unwrap();
    assert_eq!((state.len(), state.generation()), (160, 160));
    assert_eq!(home.store().verify(|_| {}).unwrap(), []);
}

#[test]
fn of_two_plans_on_one_state_one_is_refused() {
    let home = Home::with(&[1]);
    let generation = home.store().state().unwrap().generation();
    let results = thread::scope(|scope| {
        let plans: Vec<_> = (10..12)
            .map(|number| {
                let store = home.store();
                scope.spawn(move || {
                    store.begin_at(generation).map(|mut transaction| {
                        add(&mut transaction, number);
                        transaction.commit().unwrap();
                    })
                })
            })
            .collect();
        plans.into_iter().map(|plan| plan.join().unwrap().is_ok()).collect::<Vec<_>>()
    });
    assert_eq!(results.iter().filter(|made| **made).count(), 1);
    assert_eq!(home.store().state().unwrap().len(), 2);
    install(&home.store(), 12);
}
