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
    builder.build().await
}
