"""A revision in the making: its hooks are run, its objects written and awaited (Helm: pkg/action, hooks.go)."""

from __future__ import annotations

from pychart import logs
from pychart.errors import ClusterError, PychartError, ReleaseError, StatusError
from pychart.kube.apply import ApplyOptions, create_all, delete
from pychart.kube.wait import wait_for_hook, wait_until_gone, wait_until_ready
from pychart.release.model import FAILED as FAILED_RELEASE
from pychart.release.moments import now
from pychart.release.pending import UnrecordedError, refuse_unrecorded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pychart.kube.resources import Resource
    from pychart.release.model import Release, ReleaseHook
    from pychart.release.session import Session, WorkOptions

BEFORE_CREATION = "before-hook-creation"
SUCCEEDED = "hook-succeeded"
FAILED = "hook-failed"
_TO_RECORD = 5.0
"""Seconds that there are to record a failure, where a slow server has used up all others."""


class Work:
    """Work on one revision: ``release`` is its present state, ``server_side`` how its objects are written."""

    def __init__(self, session: Session, release: Release, options: WorkOptions, *, server_side: bool) -> None:
        self.session = session
        self.release = release
        self.options = options
        self.server_side = server_side
        self._pending = release.status

    def keep_success(self) -> None:
        """Write the final state into the record. Raises UnrecordedError, which says how to go on from there."""
        try:
            self.session.storage.update(self.release)
        except ClusterError as problem:
            raise refuse_unrecorded(self.release, self._pending, problem) from problem

    def keep_failure(self, text: str, error: BaseException) -> PychartError:
        """Write into the record that the work failed, and why; give the error to raise.

        Where the record cannot be written either, the error says how to go on from there.
        """
        if isinstance(error, UnrecordedError):
            return error
        self.release = self.release.with_status(FAILED_RELEASE, text)
        self.session.client.patience.grant(_TO_RECORD)
        try:
            self.session.storage.update(self.release)
        except PychartError as problem:
            return refuse_unrecorded(self.release, self._pending, problem, str(error))
        return error if isinstance(error, PychartError) else ReleaseError(str(error))

    def record(self) -> None:
        """Keep the present state; a failure is only warned of."""
        self.session.storage.record(self.release)

    def wait(self, resources: Sequence[Resource]) -> None:
        """Wait for objects as the options say. Raises ClusterError."""
        options = self.options
        if options.wait == "hookOnly":
            return
        self.session.report.begin("waiting for", resources)
        try:
            wait_until_ready(
                self.session.client,
                resources,
                options.seconds,
                self.session.report.state,
                strategy=options.wait,
                jobs=options.wait_for_jobs,
            )
        finally:
            self.session.report.end()

    def wait_until_gone(self, resources: Sequence[Resource]) -> None:
        """Wait for deleted objects to be gone, as the options say. Raises ClusterError."""
        options, report = self.options, self.session.report
        if options.wait == "hookOnly" or not resources:
            return
        report.begin("waiting for the end of", resources)
        try:
            wait_until_gone(self.session.client, resources, options.seconds, report.state, strategy=options.wait)
        finally:
            report.end()

    def run_hooks(self, event: str) -> None:
        """Run the hooks of an event and clean up behind them. Raises ClusterError."""
        if self.options.no_hooks:
            return
        clean_up, problem = self.begin_hooks(event)
        clean_up()
        if problem:
            raise problem

    def begin_hooks(self, event: str) -> tuple[Callable[[], None], PychartError | None]:
        """Run the hooks of an event, by weight, then name.

        Gives what deletes those that are to be deleted now, and the failure if there was one: `test` shows logs
        between. Raises ClusterError for hooks that cannot be begun.
        """
        chosen = [place for place, hook in enumerate(self.release.hooks) for one in hook.events if one == event]
        chosen.sort(key=lambda place: (self.release.hooks[place].weight, self.release.hooks[place].name))
        for number, place in enumerate(chosen):
            problem = self._run_hook(place, event)
            if problem:
                return self._after_failure(place, chosen[:number]), problem
        return self._after_success(chosen), None

    def _run_hook(self, place: int, event: str) -> PychartError | None:
        hook = self.release.hooks[place]
        if not hook.delete_policies:
            hook = self._change(place, hook._replace(delete_policies=(BEFORE_CREATION,)))
        self._delete_hook(hook, BEFORE_CREATION)
        try:
            resources = self.session.build(hook.manifest, self.release.namespace)
        except ClusterError as error:
            raise ClusterError(f"unable to build kubernetes object for {event} hook {hook.path}: {error}") from error
        self._note_run(place, started_at=now(), completed_at="", phase="Running")
        self.record()
        self._note_run(place, phase="Unknown")
        report = self.session.report
        report.begin(f"{event} hook", resources)
        try:
            create_all(self.session.client, resources, ApplyOptions(server_side=self.server_side), report.changed)
        except PychartError as error:
            self._note_run(place, completed_at=now(), phase="Failed")
            report.end()
            raise _keep_kind(error, f"warning: Hook {event} {hook.path} failed: {error}") from error
        try:
            options = self.options
            wait_for_hook(self.session.client, resources, options.seconds, report.state, strategy=options.wait)
        except PychartError as error:
            self._note_run(place, completed_at=now(), phase="Failed")
            self._show_logs(hook, FAILED)
            return error
        finally:
            report.end()
        self._note_run(place, completed_at=now(), phase="Succeeded")
        return None

    def _after_success(self, chosen: Sequence[int]) -> Callable[[], None]:
        def clean_up() -> None:
            for place in reversed(chosen):
                self._show_logs(self.release.hooks[place], SUCCEEDED)
                self._delete_hook(self.release.hooks[place], SUCCEEDED)

        return clean_up

    def _after_failure(self, failed: int, succeeded: Sequence[int]) -> Callable[[], None]:
        def clean_up() -> None:
            try:
                self._delete_hook(self.release.hooks[failed], FAILED)
            except PychartError as error:
                logs.error("error deleting the hook resource on hook failure", error=error)
            for place in succeeded:
                self._delete_hook(self.release.hooks[place], SUCCEEDED)

        return clean_up

    def _note_run(self, place: int, **changes: str) -> None:
        hook = self.release.hooks[place]
        self._change(place, hook._replace(last_run=hook.last_run._replace(**changes)))

    def _change(self, place: int, hook: ReleaseHook) -> ReleaseHook:
        hooks = self.release.hooks
        self.release = self.release._replace(hooks=(*hooks[:place], hook, *hooks[place + 1 :]))
        return hook

    def _delete_hook(self, hook: ReleaseHook, policy: str) -> None:
        """Delete a hook's objects where its policy says so; definitions of custom resources are never deleted."""
        if hook.kind == "CustomResourceDefinition" or policy not in hook.delete_policies:
            return
        try:
            resources = self.session.build(hook.manifest, self.release.namespace)
        except ClusterError as error:
            raise ClusterError(f"unable to build kubernetes object for deleting hook {hook.path}: {error}") from error
        problems: list[str] = []
        deleted: list[Resource] = []
        for one in resources:
            try:
                delete(self.session.client, one, "Background")
                deleted.append(one)
            except StatusError as error:
                if error.code != 404:
                    problems.append(str(error))
        if problems:
            raise ClusterError("; ".join(problems))
        self.wait_until_gone(deleted)

    def _show_logs(self, hook: ReleaseHook, policy: str) -> None:
        """Show what a hook's containers printed, where the hook asks for it (helm.sh/hook-output-log-policy)."""
        if policy not in hook.output_log_policies:
            return
        from pychart.kube.logs import print_hook_logs

        try:
            print_hook_logs(self.session.client, hook.kind, hook.name, self.release.namespace)
        except PychartError as error:
            logs.error("error outputting logs for hook failure", error=error)


def _keep_kind(error: PychartError, text: str) -> PychartError:
    return StatusError(error.code, error.reason, text) if isinstance(error, StatusError) else ClusterError(text)
