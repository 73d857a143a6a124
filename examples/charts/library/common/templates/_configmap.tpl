{{/* A ConfigMap. Takes a list: the root context and the name of a template that gives `data`. */}}
{{- define "common.configmap" -}}
{{- $root := index . 0 -}}
{{- $data := include (index . 1) $root | fromYaml -}}
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ $root.Release.Name }}-{{ $root.Chart.Name }}
  labels:
    {{- include "common.labels" $root | nindent 4 }}
data:
  {{- range $key, $value := $data }}
  {{ $key }}: {{ tpl (toString $value) $root | quote }}
  {{- end }}
{{- end -}}
