use parsify::code_operations::Matrix;
use parsify::serde_json::json;
use parsify::{Failure, ModuleManager};

use crate::args::General;
use crate::exit::Exit;
use crate::{output, render};

/// Which module does which operation for which language, of the modules of a category.
pub(crate) fn languages(manager: &ModuleManager, general: &General, category: &str) -> Result<Exit, Failure> {
    let matrix = Matrix::new(manager.modules_of_category(category).iter().map(|descriptor| &**descriptor));
    if general.json {
        output::json(&json!(matrix))?;
    } else {
        output::show(&render::languages(&matrix))?;
    }
    Ok(Exit::Fine)
}
