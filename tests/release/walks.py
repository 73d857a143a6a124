"""Command lines on releases that both programs are led through, with the charts that they name.

Each walk has ``web`` (see ``twins``) and ``other.yaml`` beside it. A line that begins with ``kubectl`` is somebody
else's doing. What only a real API server does as Helm expects it is marked ``real``.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Walk:
    """One walk: charts by folder and file, lines in order."""

    lines: tuple[str, ...]
    charts: dict[str, dict[str, str]] = field(default_factory=dict)
    real: bool = False


CHART = "apiVersion: v2\nname: c\nversion: 0.1.0\n"


def chart(head: str = CHART, **templates: str) -> dict[str, dict[str, str]]:
    """Give the one chart ``c``; ``templates`` are files of templates/ by their names without ending."""
    files = {f"templates/{name}.yaml": text for name, text in templates.items()}
    return {"c": {"Chart.yaml": head, **files}}


def config_map(name: str, data: str = "a: b", annotations: str = "") -> str:
    notes = f"  annotations: {{{annotations}}}\n" if annotations else ""
    return f"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {name}\n{notes}data: {{{data}}}\n"


def job(name: str, annotations: str, outcome: str = "") -> str:
    return (
        f"apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: {name}\n"
        f"  annotations: {{{annotations}, fake/outcome: '{outcome}'}}\n"
        f"spec:\n  backoffLimit: 0\n  template:\n    metadata: {{annotations: {{fake/outcome: '{outcome}'}}}}\n"
        "    spec: {restartPolicy: Never, containers: [{name: h, image: busybox}]}\n"
    )


def hook(events: str, **more: str) -> str:
    notes = {"helm.sh/hook": events, **{f"helm.sh/hook-{key.replace('_', '-')}": value for key, value in more.items()}}
    return ", ".join(f"{key}: '{value}'" for key, value in notes.items())


HOOKS = chart(
    a=config_map("{{ .Release.Name }}-a", "v: '{{ .Values.v }}'"),
    pre=job(
        "{{ .Release.Name }}-pre",
        hook("pre-install,pre-upgrade,pre-rollback,pre-delete", weight="2", delete_policy="before-hook-creation"),
    ),
    data=config_map("{{ .Release.Name }}-data", annotations=hook("pre-install,pre-upgrade", weight="-2")),
    post=job(
        "{{ .Release.Name }}-post",
        hook("post-install,post-upgrade,post-rollback,post-delete", delete_policy="{{ .Values.policy }}"),
        "{{ .Values.out }}",
    ),
)
POD = (
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Release.Name }}-pod\n"
    f"  annotations: {{{hook('pre-install')}, fake/outcome: '{{{{ .Values.out }}}}'}}\n"
    "spec: {restartPolicy: Never, containers: [{name: h, image: busybox}]}\n"
)
LIST = (
    f"apiVersion: v1\nkind: List\nmetadata:\n  name: l\n  annotations: {{{hook('pre-install')}}}\nitems:\n"
    "  - apiVersion: v1\n    kind: ConfigMap\n    metadata: {name: '{{ .Release.Name }}-l'}\n"
    '{{ range $name, $out := dict "one" .Values.out "two" .Values.none }}\n'
    "  - apiVersion: v1\n    kind: Pod\n    metadata:\n      name: '{{ $.Release.Name }}-{{ $name }}'\n"
    "      annotations: {fake/outcome: '{{ $out }}'}\n"
    "    spec: {restartPolicy: Never, containers: [{name: h, image: busybox}]}\n{{ end }}\n"
)
WIDGETS = {
    "c": {
        "Chart.yaml": CHART,
        "crds/w.yaml": (
            "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n"
            "metadata: {name: widgets.walk.example.com}\nspec:\n  group: walk.example.com\n  scope: Namespaced\n"
            "  names: {plural: widgets, singular: widget, kind: Widget, listKind: WidgetList}\n  versions:\n"
            "    - name: v1\n      served: true\n      storage: true\n      schema:\n        openAPIV3Schema:\n"
            "          type: object\n"
            "          properties: {spec: {type: object, properties: {size: {type: integer}}}}\n"
        ),
        "templates/w.yaml": (
            "apiVersion: walk.example.com/v1\nkind: Widget\nmetadata: {name: one}\n"
            "spec: {size: {{ .Values.size | default 1 }}}\n"
        ),
    }
}
LOOKUP = (
    'n: \'{{ (lookup "v1" "ConfigMap" .Release.Namespace "r-a").data | toJson }}\''
    ', ns: \'{{ (lookup "v1" "Namespace" "" "kube-system").metadata.name }}\''
    ', l: \'{{ len (lookup "v1" "Secret" .Release.Namespace "").items }}\''
    ', none: \'{{ lookup "v1" "Secret" .Release.Namespace "x" | toJson }}\''
)
SET = (
    "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: s}\nspec:\n"
    '  serviceName: {{ .Values.sn | default "a" }}\n'
    "  selector: {matchLabels: {app: s}}\n  template:\n    metadata: {labels: {app: s}}\n"
    "    spec: {containers: [{name: c, image: nginx}]}\n"
)
DEPLOYMENT = (
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: r}\nspec:\n  selector: {matchLabels: {app: web}}\n"
    "  template:\n    metadata: {labels: {app: web}}\n    spec:\n      containers:\n"
    "        - name: web\n          image: nginx\n          env: [{name: A, value: '{{ .Values.a }}'}]\n"
)
VALUES = (
    "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: r-c}\ndata:\n  a: '{{ .Values.a }}'\n"
    "  {{- if .Values.x }}\n  x: '1'\n  {{- end }}\n"
)
SERVICE = (
    'apiVersion: v1\nkind: Service\nmetadata: {name: {{ .Values.svc | default "svc" | quote }}}\n'
    "spec: {ports: [{port: {{ .Values.port | default 80 }}, bogus: 1}]}\n"
)
ODD = {
    "a": "{name: y}",
    "b": "{name: a, labels: {b: 'x', a: 1}}",
    "c": "{name: a, labels: [a]}",
    "d": "{name: a, annotations: {a: true}}",
    "e": "{name: a, ownerReferences: [{name: 1}]}",
    "f": "{name: a, creationTimestamp: x}",
    "g": "{generateName: a-}",
    "h": "{}",
}

WALKS = {
    "the life of a release": Walk(
        (
            "install rel web",
            "list",
            "get values rel --all",
            "get all rel",
            "get metadata rel -o yaml",
            "upgrade rel web -f other.yaml --labels team=a",
            "list -o json -l team=a",
            "upgrade rel web --reuse-values --set text=more",
            "upgrade rel web --reset-then-reuse-values --set extra=true --description again",
            "rollback rel 2",
            "history rel --show-rollback-revision",
            "test rel",
            "upgrade rel web --history-max 3",
            "uninstall rel --keep-history",
            "list --uninstalled",
            "rollback rel",
            "history rel -o json --max 2",
            "uninstall rel",
        )
    ),
    "installing and waiting": Walk(
        (
            "upgrade --install rel web --wait --timeout 20s",
            "uninstall rel --wait",
            "install rel web --set fail=fail --wait --timeout 5s",
            "history rel",
            "install rel web --replace",
            "upgrade rel web --set fail=fail --rollback-on-failure --timeout 5s",
            "history rel",
            "install other web -n {absent}",
            "install other web -n {fresh} --create-namespace",
        )
    ),
    "client-side apply": Walk(
        (
            "install rel web --server-side=false",
            "upgrade rel web --set text=more",
            "get metadata rel",
            "rollback rel 1",
            "upgrade rel web --server-side=true --set text=third",
            "upgrade rel web --server-side=maybe",
        )
    ),
    "refusals": Walk(
        (
            "install BAD_ web",
            "install web",
            "install rel absent",
            "install rel ./absent",
            "upgrade rel web",
            "rollback rel",
            "rollback rel x",
            "status rel",
            "history rel",
            "test rel",
            "get values rel",
            "install rel web --labels owner=me",
            "install rel web --hide-secret",
            "install rel web --dry-run=maybe",
            "install rel web --force-replace --force-conflicts",
            "uninstall rel --cascade=x",
            "install rel web --dry-run=client",
            "install rel web --dry-run=server --hide-secret",
            "install rel web --generate-name",
            "list --kube-context absent",
            "history rel",
        )
    ),
    "records of charts that lack things": Walk(
        ("install c c", "install d d", "install e e", "install f f", "get all f", "list"),
        {
            "c": {"Chart.yaml": CHART},
            "d": {"Chart.yaml": CHART, "values.yaml": ""},
            "e": {"Chart.yaml": CHART + "dependencies: []\n", "values.schema.json": "{}"},
            "f": {
                "Chart.yaml": CHART + "dependencies: [{name: s, version: '*', import-values: [x]}]\nkeywords: [z]\n",
                "values.yaml": "q: 1\nb: 2\na: 1.50\n",
                "charts/s/Chart.yaml": CHART.replace("name: c", "name: s"),
                "charts/s/values.yaml": "exports: {x: {w: 2}}\n",
            },
        },
    ),
    "a file of crds/ without a resource": Walk(
        ("install c c", "install d c --dry-run=client", "upgrade --install c c"),
        {"c": {"Chart.yaml": CHART, "crds/x.yaml": "# nothing\n"}},
    ),
    "custom resources": Walk(
        (
            "install r c --skip-crds",
            "install r c",
            "upgrade r c --set size=2",
            "upgrade r c --set size=big",
            "status r",
            "rollback r 1",
            "uninstall r",
        ),
        WIDGETS,
        real=True,
    ),
    "hooks": Walk(
        (
            "install r c --set v=1,policy=hook-succeeded",
            "get hooks r",
            "upgrade r c --set v=2,policy=hook-succeeded",
            "upgrade r c --set v=3,out=fail,policy=hook-failed",
            "history r",
            "status r",
            "rollback r 1",
            "upgrade r c --no-hooks --set v=9,policy=hook-succeeded",
            "uninstall r --no-hooks",
            "install s c --set v=1,out=fail,policy=hook-succeeded",
            "status s -o json",
        ),
        HOOKS,
    ),
    "hooks under the legacy strategy": Walk(
        (
            "install r c --set v=1,policy=hook-succeeded --wait=legacy --timeout 20s",
            "get hooks r",
            "upgrade r c --set v=2,out=fail,policy=hook-failed --wait=legacy --timeout 20s",
            "upgrade r c --set v=3,out=never,policy=before-hook-creation --wait=legacy --timeout 2s",
            "upgrade r c --set v=4,policy=before-hook-creation --wait=legacy --timeout 20s",
            "history r",
            "rollback r 1 --wait=legacy --timeout 20s",
            "uninstall r --wait=legacy --timeout 20s",
            "install p p --set out=fail --wait=legacy --timeout 20s",
            "install p p --set out=never --replace --wait=legacy --timeout 2s",
            "install p p --replace --wait=legacy --timeout 20s",
            "status p -o json",
        ),
        {**HOOKS, "p": {"Chart.yaml": CHART, "templates/p.yaml": POD}},
    ),
    "hooks that hold several objects": Walk(
        (
            "install r c --wait=legacy --timeout 20s",
            "install s c --set out=fail --wait=legacy --timeout 20s",
            "uninstall s --wait=legacy",
            "install s c --wait --timeout 20s",
        ),
        chart(list=LIST),
        real=True,
    ),
    "a manager beside us": Walk(
        (
            "install r web",
            "kubectl apply --server-side --field-manager=other --force-conflicts -f theirs.yaml",
            "upgrade r web --set text=two",
            "upgrade r web --set text=two --force-conflicts",
            "upgrade r web --set text=three --force-replace",
            "upgrade r web --set text=three --force-replace --server-side=false",
            "history r",
            "rollback r 1 --force-replace --server-side=false",
            "rollback r 1 --force-conflicts",
            "rollback r 2 --force-replace",
        )
    ),
    "three ways": Walk(
        (
            "install r c --server-side=false --set x=1,a=1",
            "kubectl label cm r-c who=me",
            "kubectl set env deploy/r EXTRA=1",
            "upgrade r c --set a=2",
            "upgrade r c --set a=3 --server-side=true",
            'kubectl patch cm r-c --type=merge -p {"data":{"a":"live"}}',
            "upgrade r c --set a=3",
            "upgrade r c --set a=4 --server-side=false",
            "rollback r 1",
            "rollback r 2 --server-side=false",
            "get metadata r",
            "uninstall r",
        ),
        chart(c=VALUES, d=DEPLOYMENT),
    ),
    "looking up": Walk(
        (
            "install r c",
            "get manifest r",
            "upgrade r c",
            "get manifest r",
            "upgrade r c --dry-run=server",
            "upgrade r c --dry-run=client",
            "install q c --dry-run=server",
        ),
        chart(a=config_map("{{ .Release.Name }}-a", LOOKUP)),
    ),
    "looking up what there is not": Walk(
        ("install r c", "install r d", "install r e"),
        {
            name: chart(a=config_map("x", f"n: '{{{{ lookup {words} | toJson }}}}'"))["c"]
            for name, words in (
                ("c", '"v1" "Thing" "default" "x"'),
                ("d", '"nope/v1" "Thing" "" ""'),
                ("e", '"" "Thing" "" ""'),
            )
        },
    ),
    "owners": Walk(
        (
            "install r c",
            "install s d",
            "install s d --take-ownership",
            "upgrade r c",
            "upgrade r c --take-ownership",
            "uninstall s",
            "uninstall r",
            "kubectl create cm shared",
            "install r c",
            "install r c --take-ownership",
            "upgrade --install t d",
            "status r",
        ),
        {**chart(a=config_map("shared")), "d": chart(a=config_map("shared", "z: y"))["c"]},
    ),
    "what the server refuses": Walk(
        (
            "install r c",
            "install r c --disable-openapi-validation",
            "install r c --set port=99999999",
            "install r c --set svc=BAD_NAME --disable-openapi-validation --replace",
            "upgrade r c --disable-openapi-validation --set svc=Bad --rollback-on-failure",
            "history r",
        ),
        chart(s=SERVICE),
        real=True,
    ),
    "what is refused among others": Walk(
        (
            "install r c",
            "status r",
            "upgrade r c",
            "uninstall r",
            "install r c --wait --timeout 5s --rollback-on-failure",
        ),
        chart(
            a=config_map("a"),
            b="apiVersion: v1\nkind: ConfigMap\nmetadata: {name: b}\nbogus: {a: b}\n",
            d=DEPLOYMENT,
            s=config_map("s").replace("ConfigMap", "ServiceAccount").replace("data: {a: b}\n", ""),
        ),
        real=True,
    ),
    "many": Walk(
        (
            "install r c --set a=1",
            "upgrade r c --set a=2",
            "status r -o json",
            "rollback r 1",
            "uninstall r --wait --timeout 20s",
            "install r c --server-side=false",
            "uninstall r --cascade foreground --wait --timeout 20s",
        ),
        chart(
            a="{{ range until 24 }}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: 'm-{{ . }}'}\n"
            "data: {a: '{{ $.Values.a }}'}\n{{ end }}\n"
        ),
    ),
    "what may not change": Walk(
        (
            "install r c",
            "upgrade r c --set sn=b",
            "upgrade r c --set sn=b --force-replace --server-side=false",
            "upgrade r c --set sn=c --cleanup-on-fail",
            "history r",
            "uninstall r --cascade foreground",
            "uninstall r --ignore-not-found",
            "uninstall r",
        ),
        chart(s=SET),
        real=True,
    ),
    "metadata that is none": Walk(
        tuple(f"install {name} {name}" for name in ODD),
        {
            name: chart(a=f"apiVersion: v1\nkind: ConfigMap\nmetadata: {metadata}\ndata: {{a: b}}\n")["c"]
            for name, metadata in ODD.items()
        },
    ),
    "waiting": Walk(
        (
            "install r web --wait --timeout 20s",
            "upgrade r web --set fail=never --wait --timeout 2s",
            "upgrade r web --set replicas=2 --wait=legacy --timeout 20s",
            "upgrade r web --set fail=never,replicas=3 --wait=legacy --timeout 2s",
            "upgrade r web --set text=q --wait=hookOnly",
            "upgrade r web --wait=bogus",
            "upgrade r web --wait --wait-for-jobs --timeout 20s",
            "upgrade r web --set fail=never,text=u --rollback-on-failure --timeout 2s",
            "upgrade r web --atomic --set text=k --timeout 20s",
            "history r",
            "uninstall r --wait --timeout 20s",
        )
    ),
    "tests": Walk(
        (
            "install r web",
            "test r",
            "test r --filter name=nope",
            "test r --filter !name=r-test",
            "test r --filter name=r-test --timeout 10s",
            "status r",
            "get hooks r",
        )
    ),
    "JSON and YAML": Walk(
        (
            "install r web -o json",
            "status r -o json",
            "status r -o yaml",
            "upgrade r web -o yaml --set text=2 --set b.b=1 --set b.a=2",
            "history r -o yaml",
            "get metadata r -o json",
            "get values r --revision 2 -o yaml",
            "get values r --all -o json",
            "list -o yaml",
            "install x web --dry-run=client -o json",
            "install x web --dry-run=server -o yaml",
            "get all r --template {{{{.Release.Name}}}}",
        )
    ),
    "flags": Walk(
        (
            "install r web --labels a=b,c=d --description hi",
            "list -l a=b",
            "upgrade r web --labels a=null,x=y",
            "get metadata r -o yaml",
            "upgrade r web --history-max 2",
            "history r",
            "upgrade nope web",
            "upgrade --install new web --reuse-values",
            "upgrade new web --reuse-values --reset-values",
            "upgrade new web --reset-then-reuse-values --set text=9",
            "rollback new 7",
            "rollback nope",
            "uninstall a b c",
            "uninstall new --keep-history",
            "install new web",
            "upgrade new web",
            "upgrade --install new web",
            "list -a",
            "list --superseded --short",
            "list -d -r",
            "list --max 1 --offset 1",
            "uninstall r --description bye --keep-history",
            "status r",
            "get all r",
        )
    ),
}
