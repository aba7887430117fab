//! What a person reads when no versions fit together, word for word.

use parsify_error::{ErrorKind, Failure, code};
use parsify_interface::ModuleId;
use parsify_registry::{ResolveError, ResolveOptions};

use crate::{catalog, dependencies, version};

/// The explanation, and below it the ways out.
#[track_caller]
fn check_with(text: &str, wanted: &str, options: &ResolveOptions, expected: &str) {
    let error = catalog(text).resolve(&dependencies(wanted), options).unwrap_err();
    let ResolveError::Unsolvable(why) = &error else { panic!("{error}") };
    let mut lines = why.explanation();
    lines.extend(why.ways_out.iter().map(|way| format!("- {way}")));
    let expected: Vec<_> = expected.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert_eq!(lines, expected);
    let failure = Failure::from(error.clone());
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Dependency, code::REGISTRY_UNSOLVABLE));
    assert_eq!(failure.hints(), why.ways_out);
}

#[track_caller]
fn check(text: &str, wanted: &str, expected: &str) {
    check_with(text, wanted, &ResolveOptions::new(), expected);
}

#[test]
fn a_missing_module() {
    check(
        "report 1.0.0: sums ^1\nsum 1.0.0",
        "report ^1",
        "the request needs `report` `^1`
         `report` 1.0.0 needs `sums` `^1`
         but there is no module `sums`
         - did you mean `sum`?",
    );
    check(
        "report 1.0.0: frobnicator ^1",
        "report *",
        "the request needs `report` `*`
         `report` 1.0.0 needs `frobnicator` `^1`
         but there is no module `frobnicator`
         - add `frobnicator`: nothing of that name is registered",
    );
}

#[test]
fn a_missing_root_is_not_found() {
    let error = catalog("report 1.0.0").resolve(&dependencies("reprot ^1"), &ResolveOptions::new()).unwrap_err();
    let failure = Failure::from(error);
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::NotFound, code::MODULE_NOT_FOUND));
    assert_eq!(failure.hints(), ["did you mean `report`?"]);
}

#[test]
fn no_fitting_version() {
    check(
        "report 1.0.0\nreport 1.4.0",
        "report ^2",
        "the request needs `report` `^2`
         but no version of `report` fits `^2`: there are 1.4.0 and 1.0.0
         - relax `^2`, which is asked of `report`, so that it admits 1.4.0",
    );
    check(
        "report 1.0.0: sums ^2\nreport 1.1.0: sums ^2\nsums 1.0.0",
        "report ^1",
        "the request needs `report` `^1`
         `report` 1.1.0 and 1.0.0 need `sums` `^2`
         but no version of `sums` fits `^2`: there is 1.0.0
         - add a version of `sums` that fits `^2`",
    );
}

#[test]
fn a_diamond_that_clashes() {
    check(
        "app 1.0.0: left ^1, right ^1
         left 1.0.0: base ^1
         right 1.0.0: base ^2
         base 1.0.0
         base 2.0.0",
        "app ^1",
        "the request needs `app` `^1`
         `app` 1.0.0 needs `left` `^1`
         `app` 1.0.0 needs `right` `^1`
         `left` 1.0.0 needs `base` `^1`
         `right` 1.0.0 needs `base` `^2`
         but no version of `base` fits all: `left` 1.0.0 needs `^1`, `right` 1.0.0 needs `^2`; there are 2.0.0 and 1.0.0
         - use a version of `left` that takes `base` 2.0.0
         - use a version of `right` that takes `base` 1.0.0",
    );
}

#[test]
fn a_clash_far_from_what_is_asked_for() {
    check(
        "app 1.0.0: menu ^1
         app 2.0.0: menu ^2
         menu 1.0.0: icons ^1
         menu 1.1.0: icons ^1.1
         menu 2.0.0: icons ^2
         icons 1.1.0: fonts ^3
         icons 1.0.0: fonts ^3
         icons 2.0.0: fonts ^4
         fonts 3.0.0
         fonts 4.0.0
         fonts 5.0.0",
        "app ^1, fonts ^5",
        "the request needs `app` `^1`
         the request needs `fonts` `^5`
         `app` 1.0.0 needs `menu` `^1`
         `menu` 1.1.0 needs `icons` `^1.1`
         `menu` 1.0.0 needs `icons` `^1`
         `icons` 1.1.0 and 1.0.0 need `fonts` `^3`
         but no version of `fonts` fits all: the request needs `^5`, `icons` 1.1.0 and 1.0.0 need `^3`; there are 5.0.0, 4.0.0 and 3.0.0
         - relax `^5`, which is asked of `fonts`, so that it admits 3.0.0
         - use a version of `icons` that takes `fonts` 5.0.0
         - `app` is there as 2.0.0 too, which `^1` leaves out
         - `fonts` is there as 4.0.0 and 3.0.0 too, which `^5` leaves out",
    );
}

#[test]
fn only_pre_releases() {
    check(
        "report 1.0.0: sums ^2\nsums 1.0.0\nsums 2.0.0-rc.1\nsums 2.0.0-rc.2",
        "report *",
        "the request needs `report` `*`
         `report` 1.0.0 needs `sums` `^2`
         but no release of `sums` fits `^2`: there are only pre-releases, 2.0.0-rc.2 and 2.0.0-rc.1
         - a pre-release is taken only when a requirement names it: `^2.0.0-rc.2`",
    );
}

#[test]
fn only_withdrawn_versions() {
    check(
        "report 1.0.0: sums ^1\nsums 1.0.0 yanked\nsums 2.0.0",
        "report *",
        "the request needs `report` `*`
         `report` 1.0.0 needs `sums` `^1`
         but every version of `sums` that fits `^1` was withdrawn: 1.0.0
         - `sums` 1.0.0 was withdrawn: it loses lines; who wants it all the same pins it, or asks for `=1.0.0`",
    );
}

#[test]
fn a_pin_that_does_not_fit() {
    let pinned = |pin| ResolveOptions::new().with_pin(ModuleId::from_static("sums"), version(pin));
    check_with(
        "report 1.0.0: sums ^1\nsums 1.0.0\nsums 2.0.0",
        "report *",
        &pinned("2.0.0"),
        "the request needs `report` `*`
         `report` 1.0.0 needs `sums` `^1`
         but `sums` is pinned to 2.0.0, which does not fit `^1`
         - pin `sums` to another version, or not at all",
    );
    check_with(
        "sums 1.0.0",
        "sums *",
        &pinned("1.5.0"),
        "the request needs `sums` `*`
         but `sums` is pinned to 1.5.0, which is not there
         - pin `sums` to another version, or not at all",
    );
}

#[test]
fn what_is_asked_for_contradicts_itself() {
    check(
        "sums 1.0.0\nsums 2.0.0",
        "sums ^1, sums ^2",
        "the request needs `sums` `^1`
         the request needs `sums` `^2`
         but no version of `sums` fits all: the request needs `^1`, the request needs `^2`; there are 2.0.0 and 1.0.0
         - relax `^1`, which is asked of `sums`, so that it admits 2.0.0
         - relax `^2`, which is asked of `sums`, so that it admits 1.0.0
         - `sums` is there as 2.0.0 too, which `^1` leaves out
         - `sums` is there as 1.0.0 too, which `^2` leaves out",
    );
}

#[test]
fn a_circle() {
    let registry = catalog("app 1.0.0: a ^1\na 1.0.0: b ^2\nb 2.0.0: c *, d *\nc 1.0.0: a *\nd 1.0.0");
    let error = registry.resolve(&dependencies("app *"), &ResolveOptions::new()).unwrap_err();
    assert_eq!(error.to_string(), "modules need each other in a circle: `a` 1.0.0 → `b` 2.0.0 → `c` 1.0.0 → `a`");
    let failure = Failure::from(error);
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Dependency, code::REGISTRY_CYCLE));
}

#[test]
fn one_line_says_what_matters_most() {
    let error = catalog("report 1.0.0: sums ^2, tables *\nsums 1.0.0")
        .resolve(&dependencies("report *"), &ResolveOptions::new())
        .unwrap_err();
    let first = "no versions of the modules fit together: no version of `sums` fits `^2`: there is 1.0.0";
    let second = "no versions of the modules fit together: there is no module `tables`";
    assert!([first, second].contains(&error.to_string().as_str()), "{error}");
}
