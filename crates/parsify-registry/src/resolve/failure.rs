//! How a failed resolution looks to the layers above.

use parsify_error::{ErrorKind, Failure, code};

use super::{Circle, ResolveError, Unsolvable};

impl From<ResolveError> for Failure {
    fn from(error: ResolveError) -> Self {
        let message = error.to_string();
        match error {
            ResolveError::NotFound(error) => error.into(),
            ResolveError::Unsolvable(unsolvable) => explained(message, *unsolvable),
            ResolveError::Cycle(circle) => in_a_circle(message, &circle),
            ResolveError::TooHard { max_work } => Self::new(ErrorKind::Dependency, code::REGISTRY_TOO_HARD, message)
                .with_detail("maxWork", max_work)
                .with_hint("pin some of the modules, or ask for narrower versions, so that less has to be tried"),
        }
    }
}

fn explained(message: String, unsolvable: Unsolvable) -> Failure {
    let failure = Failure::new(ErrorKind::Dependency, code::REGISTRY_UNSOLVABLE, message)
        .with_detail("explanation", unsolvable.explanation());
    unsolvable.ways_out.into_iter().fold(failure, Failure::with_hint)
}

fn in_a_circle(message: String, circle: &Circle) -> Failure {
    let modules: Vec<_> = circle.modules.iter().map(|(id, version)| format!("{id} {version}")).collect();
    let failure = Failure::new(ErrorKind::Dependency, code::REGISTRY_CYCLE, message).with_detail("modules", modules);
    failure.with_hint("one of them must do without the next: make that dependency optional, or take other versions")
}
