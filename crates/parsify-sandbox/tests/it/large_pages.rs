//! Large pages for what of a memory does not stay resident.

use std::fs;

use parsify_interface::{CallOptions, Module as _, Request};
use parsify_sandbox::{Allocation, Sandbox, SandboxConfig};

use crate::guests::{fresh_digest, guest};

#[tokio::test]
async fn the_kernel_is_asked_for_them_where_its_administrator_allows_it() {
    let setting = fs::read_to_string("/sys/kernel/mm/transparent_hugepage/enabled").unwrap_or_default();
    let allowed = ["[always]", "[madvise]"].iter().any(|word| setting.contains(word));
    for allocation in [Allocation::Auto, Allocation::OnDemand] {
        let sandbox = Sandbox::new(SandboxConfig::new().with_allocation(allocation)).unwrap();
        assert_eq!(sandbox.machine().huge_pages, allowed);
    }
    let sandbox = Sandbox::new(SandboxConfig::new()).unwrap();
    let module = sandbox.load(guest("misbehaving"), fresh_digest()).await.unwrap();
    let request = Request::new("echo").with_text("text", "x");
    module.execute(&request, &CallOptions::new()).await.unwrap();
    if sandbox.machine().pooling && allowed {
        let maps = fs::read_to_string("/proc/self/smaps").unwrap();
        let flags = maps.lines().filter_map(|line| line.strip_prefix("VmFlags:"));
        assert!(flags.flat_map(str::split_ascii_whitespace).any(|flag| flag == "hg"));
    }
}
