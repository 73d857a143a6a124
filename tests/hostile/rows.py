"""Which test stands for which threat: the advisories of this field, further requirements, our libraries, the faults.

A row that no input of this folder names (``Case.rows``) is tested elsewhere; the name of that test is here.
"""

from __future__ import annotations

ADVISORIES = [
    "CVE-2019-1000008",
    "CVE-2019-1010275",
    "CVE-2019-18658",
    "CVE-2019-25210",
    "CVE-2020-4053",
    "CVE-2020-11013",
    "CVE-2020-15184",
    "CVE-2020-15185",
    "CVE-2020-15186",
    "CVE-2020-15187",
    "CVE-2021-21303",
    "CVE-2021-32690",
    "CVE-2022-36055",
    "CVE-2022-23524",
    "CVE-2022-23525",
    "CVE-2022-23526",
    "CVE-2023-25165",
    "CVE-2024-25620",
    "CVE-2024-26147",
    "CVE-2025-32386",
    "CVE-2025-32387",
    "CVE-2025-53547",
    "CVE-2025-55198",
    "CVE-2025-55199",
    "CVE-2026-35204",
    "CVE-2026-35205",
    "CVE-2026-35206",
]
FURTHER = [f"W{number}" for number in range(1, 12)]
LIBRARIES = ["jinja2", "PyYAML", "tarfile", "jsonschema", "re", "http client"]

ELSEWHERE = {
    "CVE-2019-1010275": "tests/transport/test_tls.py::test_trusts_no_unknown_authority",
    "CVE-2021-32690": "tests/transport/test_fetch.py::test_keeps_secrets_from_other_origins",
    "CVE-2026-35205": "tests/provenance/test_verify.py::test_what_is_not_signed_is_refused",
    "CVE-2019-25210": "tests/release/test_faults.py::test_a_dry_run_shows_no_secret_that_is_to_be_hidden",
    "W6": "tests/release/test_faults.py::test_a_record_that_cannot_be_written_in_the_end_is_told",
    "W7": "tests/release/test_hostile_records.py::test_a_hostile_record",
    "W5": "tests/transport/test_fetch.py::test_stops_a_loop",
    "W10": "tests/provenance/test_verify.py::test_weak_hashes_are_refused",
    "jinja2": "tests/templates/jinja/test_environment.py",
    "http client": "tests/transport/test_fetch.py::test_does_not_read_netrc",
}

FAULTS = {
    "kill during package": "tests/crash/test_kills.py::test_killed_at_random",
    "kill during repo index": "tests/crash/test_kills.py::test_killed_at_its_steps",
    "kill during repo add and remove": "tests/crash/test_kills.py::test_killed_at_its_steps",
    "kill during dependency update": "tests/dependencies/test_vendor.py::test_a_kill_leaves_the_old_set_or_the_new_one",
    "two publishers of one folder": "tests/crash/test_at_once.py::test_publishers_of_one_folder",
    "many who add": "tests/crash/test_at_once.py::test_many_add_repositories",
    "some add, some remove": "tests/crash/test_at_once.py::test_some_add_and_some_remove",
    "many who update dependencies": "tests/crash/test_at_once.py::test_many_update_the_dependencies_of_a_chart",
    "full disk": "tests/crash/test_kills.py::test_a_full_disk",
    "any system call fails": "tests/crash/test_syscalls.py::test_a_fault_at_a_call_leaves_old_or_new",
    "full disk behind stdout": "tests/test_bad_disk.py::test_a_result_that_finds_no_room_is_an_error",
    "read-only folders": "tests/crash/test_read_only.py::test_commands_say_so",
    "read-only home": "tests/crash/test_read_only.py::test_a_local_chart_renders",
    "download cut": "tests/transport/test_fetch.py::test_notices_a_cut",
    "download cut between chunks": "tests/transport/test_fetch.py::test_notices_a_cut_between_chunks",
    "wrong digest": "tests/repo/test_download.py::test_a_wrong_digest_is_refused_with_both",
    "busy server": "tests/transport/test_fetch.py::test_asks_a_busy_server_again",
    "slow body": "tests/transport/test_fetch.py::test_stops_a_slow_answer",
    "silent server": "tests/transport/test_fetch.py::test_does_not_wait_for_a_server_that_stalls",
    "redirect loop": "tests/transport/test_fetch.py::test_stops_a_loop",
    "redirect to a file": "tests/transport/test_fetch.py::test_refuses_other_schemes",
    "https to http": "tests/transport/test_tls.py::test_https_never_becomes_http",
    "self-signed": "tests/transport/test_tls.py::test_trusts_no_unknown_authority",
    "wrong host": "tests/transport/test_tls.py::test_trusts_no_other_name",
    "expired certificate": "tests/transport/test_tls.py::test_trusts_no_expired_certificate",
    "silent registry": "tests/registry/test_faults.py::test_a_silent_registry",
    "token that expires": "tests/registry/test_faults.py::test_a_token_that_expires_in_the_middle",
    "half a push": "tests/registry/test_faults.py::test_a_push_that_fails_leaves_the_tag",
    "upload that is cut": "tests/registry/test_cut_uploads.py::test_a_push_survives_a_cut",
    "tokens from another host": "tests/registry/test_tokens.py::test_a_login_that_goes_to_another_host_is_told",
    "tag last": "tests/registry/test_faults.py::test_a_push_sets_the_tag_last",
    "registry that lies": "tests/registry/test_faults.py::test_a_pull_that_fails",
    "tags without end": "tests/registry/test_faults.py::test_a_list_of_tags_without_end",
    "API that goes away in the middle": "tests/release/test_cut_off.py::test_each_request_may_be_the_last",
    "NOTES and words of a cluster": "tests/release/test_on_a_terminal.py::test_nothing_of_a_chart_moves_the_cursor",
    "hostile record": "tests/release/test_hostile_records.py::test_a_hostile_record",
    "signal while rendering": "tests/test_signals.py::test_a_signal_ends_a_command",
}
"""The faults that a command must survive, and the test that makes each happen."""

_RELEASES = "tests/release/test_faults.py"
_ON_RELEASES = {
    "kill during install": "test_what_a_killed_install_left_is_explained_and_recovered",
    "kill during install, somebody at work": "test_a_revision_that_somebody_is_at_work_on_is_not_taken_over",
    "kill during upgrade": "test_what_a_killed_command_left_is_explained_and_recovered",
    "signal during install": "test_an_interrupted_install_is_marked_failed",
    "signal during upgrade": "test_an_interrupted_upgrade",
    "second signal": "test_a_second_signal_ends_at_once",
    "what may pass": "test_what_may_pass_is_tried_again",
    "etcd that does not answer for the last record": "test_a_record_that_cannot_be_written_in_the_end_is_told",
    "conflicts without end, webhooks, quotas, 503": "test_a_refused_object_is_named_and_the_next_upgrade_works",
    "conflict on a patched object": "test_an_object_that_is_patched_is_read_again_after_a_conflict",
    "conflict on the old record": "test_a_conflict_on_the_old_record_leaves_one_deployed",
    "conflict on the old record, always": "test_an_old_record_that_is_never_written_is_told",
    "API that never answers": "test_a_server_that_never_answers_is_given_up",
    "API that is slow": "test_a_slow_server_is_waited_for",
    "401, 403, a namespace that goes": "test_a_refusal_before_the_record_leaves_nothing",
    "record that is too large": "test_a_record_that_no_secret_holds_is_refused_first",
    "one bad object": "test_one_bad_object_marks_the_release_failed_and_the_next_upgrade_works",
    "one bad object, undone": "test_a_bad_object_is_undone_where_that_is_asked_for",
    "watch that ends, 410": "test_a_watch_that_ends_is_not_the_end",
    "six installs at once": "test_of_many_installs_at_once_one_succeeds",
    "six upgrades at once": "test_of_many_upgrades_at_once_one_succeeds",
}
FAULTS |= {fault: f"{_RELEASES}::{test}" for fault, test in _ON_RELEASES.items()}
