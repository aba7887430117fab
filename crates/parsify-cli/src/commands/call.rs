//! One call: documents in, result out.

use parsify::config::Config;
use parsify::error::code;
use parsify::serde_json::Value;
use parsify::{
    ErrorKind, Execution, Failure, Limits, ModuleInfo, ModuleManager, Operation, Payload, Request, execution_to_json,
};

use crate::args::{General, Target};
use crate::exit::Exit;
use crate::input::Inputs;
use crate::notice::Notice;
use crate::output::OutputFile;
use crate::problem::{self, problem};
use crate::render::Executed;
use crate::{app, output, params, render};

pub(crate) async fn call(
    manager: &ModuleManager,
    general: &General,
    config: &Config,
    target: Target,
) -> Result<Exit, Failure> {
    let Target { module, operation, files, flags, call } = target;
    let options = call.options()?;
    let params = params::collect(call.object.as_deref(), &call.pairs, flags)?;
    let file = call.output.filter(|path| path.as_os_str() != "-").map(OutputFile::new).transpose()?;
    let info = manager.info(&module, options.version.as_ref())?;
    if call.native && !info.native {
        return Err(no_native_form(&info));
    }
    let inputs = match info.descriptor.operation(&operation) {
        Some(found) => {
            let configured = config.for_call(&module, &found.name).limits;
            let limits = config.call_defaults().limits.with(&found.limits).with(&configured).with(&options.limits);
            read(found.clone(), files, limits).await.map_err(|failure| placed(failure, &info, &operation))?
        }
        // The call refuses it, with the names there are.
        None => Inputs::default(),
    };
    let mut request = Request::new(&operation).with_params(params);
    request.documents.clone_from(&inputs.documents);

    let notice = Notice::new(format!("compiling and running {module} {operation} …"));
    let options = options.with_observer(notice.clone());
    let execution = manager.execute(&module, request, options).await;
    // A native twin may still hold on to it.
    notice.over();
    let execution = execution.map_err(|failure| inputs.locate(with_way_out(failure, &inputs)))?;
    deliver(general, &info, &inputs, &execution, file.as_ref())
}

/// Reads on a thread of its own: standard input may take as long as a person types.
async fn read(operation: Operation, files: Vec<std::path::PathBuf>, limits: Limits) -> Result<Inputs, Failure> {
    let reading = tokio::task::spawn_blocking(move || Inputs::read(&operation, &files, limits.memory));
    reading.await.unwrap_or_else(|error| {
        Err(Failure::new(ErrorKind::Internal, code::HOST_INTERNAL, "the reading thread broke down").with_source(error))
    })
}

/// The limit that was hit is the call's; every other failure of reading is the file's own.
fn placed(failure: Failure, info: &ModuleInfo, operation: &str) -> Failure {
    if failure.code() != code::DOCUMENT_TOO_LARGE {
        return failure;
    }
    let module = &info.descriptor;
    failure.with_module(&module.id).with_version(&module.version).with_operation(operation)
}

/// What the command line can do about a failure, where the layers below cannot know it.
fn with_way_out(failure: Failure, inputs: &Inputs) -> Failure {
    if failure.code() == code::DOCUMENT_NOT_TEXT {
        return match inputs.hint_about_encoding() {
            Some(hint) => failure.with_hint(hint),
            None => failure,
        };
    }
    let phase = failure.details().get("phase").and_then(|phase| phase.as_str());
    if failure.kind() == ErrorKind::Timeout && phase == Some("compile") {
        return failure.with_hint("give it more time with `--timeout`, or compile ahead with `parsify warmup`");
    }
    failure
}

fn no_native_form(info: &ModuleInfo) -> Failure {
    problem(ErrorKind::Unsupported, problem::NATIVE, "the module has no native form")
        .with_module(&info.descriptor.id)
        .with_version(&info.descriptor.version)
        .with_hint("leave `--native` out: it runs in the sandbox")
}

/// Brings the result to where it is wanted, and what else there is to say to standard error.
fn deliver(
    general: &General,
    info: &ModuleInfo,
    inputs: &Inputs,
    execution: &Execution,
    file: Option<&OutputFile>,
) -> Result<Exit, Failure> {
    app::say(&render::fallback(&execution.report));
    app::say(&render::warnings(execution, general.json || file.is_some()));
    if let Some(file) = file {
        file.write(&result_bytes(execution))?;
    }
    if general.json {
        output::json(&execution_to_json(execution))?;
    } else if file.is_none() {
        to_stdout(execution, inputs)?;
    }
    if general.verbose {
        app::say(&render::report(&execution.report, info));
    }
    Ok(if is_bad(&execution.response.data) { Exit::BadDocument } else { Exit::Fine })
}

/// The call succeeded, and its result is that something is wrong with the document.
fn is_bad(data: &Value) -> bool {
    let has_errors = data["findings"].is_array() && data["errors"].as_u64().is_some_and(|errors| errors > 0);
    data["valid"] == Value::Bool(false)
        || has_errors
        || Executed::of(data).is_some_and(|executed| !executed.succeeded())
}

fn result_bytes(execution: &Execution) -> Vec<u8> {
    match execution.response.documents.first() {
        Some(document) => document.payload.as_bytes().to_vec(),
        None => output::pretty(&execution.response.data).into_bytes(),
    }
}

/// What the program wrote, each stream to its own, and how it ended beside them.
fn show_executed(executed: &Executed<'_>) -> Result<(), Failure> {
    output::program(executed.stdout)?;
    output::program_error(executed.stderr);
    app::say(&executed.end());
    Ok(())
}

fn to_stdout(execution: &Execution, inputs: &Inputs) -> Result<(), Failure> {
    let data = &execution.response.data;
    match execution.response.documents.first().map(|document| &document.payload) {
        Some(Payload::Text(text)) => {
            output::document(text)?;
            // Of a text that was mended, what is left.
            app::say(&render::findings(data, inputs.validated()).unwrap_or_default());
            Ok(())
        }
        Some(Payload::Binary(bytes)) => output::binary(bytes),
        None => match (render::validation(data, inputs.validated()), render::findings(data, inputs.validated())) {
            (Some(text), _) | (None, Some(text)) => output::show(&text),
            (None, None) => match Executed::of(data) {
                Some(executed) => show_executed(&executed),
                None => output::json(data),
            },
        },
    }
}
