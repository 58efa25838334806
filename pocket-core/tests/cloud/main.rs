//! What needs an embedded cloud: the drivers and the engine against one that they share, and the life of another one.
//!
//! A harness of its own: the shared cloud starts with the first test that asks for it and ends with the last, also when tests fail; and this very program
//! is the embedded cloud's server, as the user's program is.
#![cfg(feature = "deploy")]

mod codebuild;
mod commands;
mod drivers;
mod engine;
mod lifecycle;
mod neon;
mod objects;
#[path = "../support/python.rs"]
mod python;
mod registry;
mod release;
mod rollback;
mod schedules;
mod shared;
mod stage;

use libtest_mimic::{Arguments, Failed, Trial};
use pocket_core::embedded;
use pocket_core::report;
use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;
use std::sync::LazyLock;
use tokio::runtime::Runtime;

/// One for all tests: connections that the library keeps open belong to the runtime that opened them.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("a runtime"));

macro_rules! trials {
    ($($module:ident: $($test:ident),+;)+) => {
        vec![$($(trial(concat!(stringify!($module), "::", stringify!($test)), || RUNTIME.block_on($module::$test())),)+)+]
    };
}

/// Bytes of stack that a program's main thread has, where a user's deploy runs. A debug build keeps every future of it there.
const STACK: usize = 8 << 20;

fn trial(name: &str, test: fn()) -> Trial {
    Trial::test(name, move || {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn(test)?;
        thread.join().map_err(|panic| {
            let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
            Failed::from(text.unwrap_or("it panicked"))
        })
    })
}

fn trials() -> Vec<Trial> {
    trials! {
        drivers: signs_and_reads_errors, a_bucket_comes_to_be_changes_and_goes, a_foreign_bucket_is_left_alone, both_stores_keep_secrets,
            each_secret_gets_its_value_once, artifacts_go_up_once_and_documents_on_conditions, one_deploy_at_a_time;
        commands: output_comes_while_the_command_runs_each_byte_once, a_cut_connection_runs_nothing_twice_and_loses_nothing,
            no_failure_is_green, a_run_that_was_left_is_found_again, each_event_of_a_log_is_shown_once;
        neon: a_branch_that_answers;
        registry: two_registries_take_images, a_repository_comes_to_be_is_mended_and_goes, old_images_go_and_those_in_use_stay,
            an_image_on_a_base_is_what_other_clients_read;
        codebuild: a_dockerfile_is_built_and_nothing_stays, a_build_that_fails_shows_its_log;
        objects: only_what_differs_is_sent_after_one_listing, static_files_stay_as_long_as_a_release_names_them;
        release: code_and_alias_move;
        rollback: a_release_comes_back_and_goes_forward, a_thousand_requests_see_no_switch, a_first_release_that_fails_is_seen_by_nobody, what_failed_leaves_nothing, a_canary_goes_on_or_returns;
        engine: a_stage_lives_from_nothing_to_nothing, a_creation_that_failed_is_no_dead_end, a_deploy_that_broke_off_is_finished_by_the_next,
            a_network_is_shared_read_and_guarded, two_projects_whose_names_meet_leave_each_other_alone;
        schedules: a_schedule_starts_its_function_in_its_time_zone;
        lifecycle: from_nothing_to_nothing;
    }
}

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    let outcome = match &arguments[..] {
        [embedded, serve, flag, root] if embedded == "embedded" && serve == "serve" && flag == "--root" => {
            RUNTIME.block_on(embedded::serve(Path::new(root))).map(|()| ExitCode::SUCCESS)
        }
        _ => {
            let conclusion = libtest_mimic::run(&Arguments::from_args(), trials());
            RUNTIME.block_on(shared::end()).map(|()| conclusion.exit_code())
        }
    };
    outcome.unwrap_or_else(|error| {
        pocket_core::ui::Printer::new(pocket_core::ui::Level::Normal).error(report::error(&error, None));
        ExitCode::FAILURE
    })
}
