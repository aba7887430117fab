//! What the catalog costs: look-ups among ten thousand modules, also while one registers, resolution of a graph of a thousand,
//! and search.

use std::collections::{BTreeMap, BTreeSet};
use std::hint::black_box;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use criterion::{BenchmarkId, Criterion};
use parsify_bench::ratios;
use parsify_interface::{Dependency, Descriptor, ModuleId, Operation, VersionReq, semver::Version};
use parsify_registry::{Registry, ResolveOptions, SharedRegistry, UpdateOptions};

const MODULES: usize = 10_000;
const GRAPH: usize = 1_000;

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(30)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3))
        .configure_from_args();
    let registry = wide();
    lookups(&mut criterion, &registry);
    whole(&mut criterion, &registry);
    resolution(&mut criterion);
    criterion.final_summary();
    ratios::print("catalog");
}

/// Look-ups in turn, all over the catalog: what lies in the processor's cache is what lies there in a host.
fn lookups(criterion: &mut Criterion, registry: &Registry) {
    let ids: Vec<String> = (0..MODULES).map(|number| name(number * 7919 % MODULES)).collect();
    let requirement: VersionReq = "^1".parse().expect("it is a requirement");
    let map: BTreeMap<String, usize> = ids.iter().cloned().zip(0..).collect();
    let mut turn = ids.iter().cycle();
    let mut next = || turn.next().map_or("", String::as_str);

    let mut group = criterion.benchmark_group("catalog look-ups");
    group.bench_function(BenchmarkId::new("floor: std's map", "10,000"), |bencher| {
        bencher.iter(|| black_box(map.get(next())));
    });
    group.bench_function(BenchmarkId::new("by requirement", "10,000"), |bencher| {
        bencher.iter(|| black_box(registry.get(next(), &requirement).expect("it is there").version.major));
    });
    group.bench_function(BenchmarkId::new("newest", "10,000"), |bencher| {
        bencher.iter(|| black_box(registry.newest(next()).expect("it is there").version.major));
    });
    let shared = SharedRegistry::new(registry.clone());
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| write_until(&shared, &done));
        group.bench_function(BenchmarkId::new("shared, while one writes", "10,000"), |bencher| {
            bencher.iter(|| {
                shared.with(|registry| registry.get(next(), &requirement).expect("it is there").version.major)
            });
        });
        done.store(true, Ordering::Relaxed);
    });
    group.finish();
}

/// Registers and takes away as fast as it can.
fn write_until(shared: &SharedRegistry, done: &AtomicBool) {
    let version = Version::new(1, 9, 0);
    for number in (0..MODULES).cycle() {
        if done.load(Ordering::Relaxed) {
            return;
        }
        let descriptor = module(&name(number), &version, Vec::new());
        shared.change(|registry| registry.register(descriptor)).expect("it is new");
        shared.change(|registry| registry.unregister(&name(number), &version)).expect("nothing needs it");
    }
}

/// What looks at the whole catalog, or changes it.
fn whole(criterion: &mut Criterion, registry: &Registry) {
    let mut group = criterion.benchmark_group("catalog, whole");
    group.bench_function(BenchmarkId::new("floor: list", "10,000"), |bencher| {
        bencher.iter(|| registry.list().map(|descriptor| descriptor.summary.len()).sum::<usize>());
    });
    group.bench_function(BenchmarkId::new("clone", "10,000"), |bencher| {
        bencher.iter(|| black_box(registry.clone()));
    });
    let version = Version::new(1, 9, 0);
    group.bench_function(BenchmarkId::new("register in a clone", "10,000"), |bencher| {
        bencher.iter_batched(
            || module(&name(77), &version, Vec::new()),
            |descriptor| registry.clone().register(descriptor).expect("it is new"),
            criterion::BatchSize::SmallInput,
        );
    });
    for query in ["tool-5000", "formats documents", "tol-5000"] {
        group.bench_function(BenchmarkId::new(format!("search: {query}"), "10,000"), |bencher| {
            bencher.iter(|| registry.search(query).len());
        });
    }
    group.bench_function(BenchmarkId::new("updates", "10,000"), |bencher| {
        bencher.iter(|| registry.updates(registry, &UpdateOptions::new()).len());
    });
    group.finish();
}

fn resolution(criterion: &mut Criterion) {
    let registry = graph();
    let first = [needed(0, "^1")];
    let all: Vec<_> = (0..GRAPH).map(|number| needed(number, "^1")).collect();
    let mut group = criterion.benchmark_group("catalog, resolution");
    group.bench_function(BenchmarkId::new("floor: look at each once", "1,000"), |bencher| {
        bencher.iter(|| registry.list().map(|descriptor| descriptor.dependencies.len()).sum::<usize>());
    });
    for (what, wanted) in [("from one root", &first[..]), ("all as roots", &all[..])] {
        group.bench_function(BenchmarkId::new(what, "1,000"), |bencher| {
            bencher.iter(|| {
                let resolution = registry.resolve(wanted, &ResolveOptions::new()).expect("it can be resolved");
                assert!(resolution.modules().len() > GRAPH / 2, "most of the graph is reached");
                resolution
            });
        });
    }
    group.finish();
}

/// Ten thousand modules with two versions each.
fn wide() -> Registry {
    let mut registry = Registry::new();
    for number in 0..MODULES {
        for version in [Version::new(1, 0, 0), Version::new(1, 2, 3)] {
            registry.register(module(&name(number), &version, Vec::new())).expect("it is new");
        }
    }
    registry
}

/// A thousand modules of five versions, each with up to five dependencies among the next hundred. The newest version of each
/// tenth asks for more than the others, so that choices meet.
fn graph() -> Registry {
    let mut registry = Registry::new();
    for number in 0..GRAPH {
        for minor in 0..5 {
            let wanted = if minor == 4 && number % 10 == 0 { "^1.3" } else { "^1" };
            let below: BTreeSet<_> = (1..=5).map(|k| number + 1 + (number * 7 + k * 31) % 97).collect();
            let below = below.into_iter().filter(|below| *below < GRAPH).map(|below| needed(below, wanted)).collect();
            registry.register(module(&name(number), &Version::new(1, minor, 0), below)).expect("it is new");
        }
    }
    registry
}

fn name(number: usize) -> String {
    format!("tool-{number}")
}

fn needed(number: usize, requirement: &str) -> Dependency {
    let id = ModuleId::new(name(number)).expect("it is an id");
    Dependency::new(id, requirement.parse().expect("it is a requirement"))
}

fn module(id: &str, version: &Version, dependencies: Vec<Dependency>) -> Descriptor {
    let described = serde_json::json!({
        "id": id, "name": id, "version": version, "apiVersion": "1.0.0", "category": "tools",
        "summary": "Formats documents, or counts what is in them",
        "operations": [Operation::new("format", "Lays a document out").with_format("json")],
        "dependencies": dependencies,
    });
    serde_json::from_value(described).expect("it is a descriptor")
}
