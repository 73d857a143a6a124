{{/* Named templates; a leading underscore keeps this file out of what is installed. */}}

{{/* The application's name: the chart's, or nameOverride. At most 63 characters fit a label. */}}
{{- define "<CHARTNAME>.name" -}}
{{ .Values.nameOverride | default .Chart.Name | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/* The objects' name: release and application, or just the release where that says it all. */}}
{{- define "<CHARTNAME>.fullname" -}}
{{- $name := .Values.nameOverride | default .Chart.Name -}}
{{- $both := printf "%s-%s" .Release.Name $name -}}
{{- $full := contains $name .Release.Name | ternary .Release.Name $both -}}
{{ .Values.fullnameOverride | default $full | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/* Chart and version, in characters that a label may have. */}}
{{- define "<CHARTNAME>.chart" -}}
{{ print .Chart.Name "-" .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/* What tells this release's pods from all others; never change it after the first install. */}}
{{- define "<CHARTNAME>.selectorLabels" -}}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/name: {{ include "<CHARTNAME>.name" . }}
{{- end }}

{{/* The labels of every object. */}}
{{- define "<CHARTNAME>.labels" -}}
{{ include "<CHARTNAME>.selectorLabels" . }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- with .Chart.AppVersion }}
app.kubernetes.io/version: {{ quote . }}
{{- end }}
helm.sh/chart: {{ include "<CHARTNAME>.chart" . }}
{{- end }}

{{/* The service account that the pods use. */}}
{{- define "<CHARTNAME>.serviceAccountName" -}}
{{- $made := include "<CHARTNAME>.fullname" . -}}
{{ .Values.serviceAccount.name | default (.Values.serviceAccount.create | ternary $made "default") }}
{{- end }}
