use parsify::error::code;
use parsify::{Failure, ModuleManager};

use crate::args::General;

/// The manager with the modules that the options add. They are compiled here.
pub(crate) async fn manager(general: &General, shipped: ModuleManager) -> Result<ModuleManager, Failure> {
    if general.module_files.is_empty() && general.module_folders.is_empty() {
        return Ok(shipped);
    }
    drop(shipped);
    let mut builder = ModuleManager::builder();
    for file in &general.module_files {
        builder = builder.with_module(file.clone());
    }
    for folder in &general.module_folders {
        builder = builder.with_folder(folder.clone());
    }
    builder.build().await.map_err(with_way_out)
}

fn with_way_out(failure: Failure) -> Failure {
    if failure.code() == code::REGISTRY_DUPLICATE {
        return failure.with_hint("leave the file out: this program ships the module, or another file holds it");
    }
    failure
}
