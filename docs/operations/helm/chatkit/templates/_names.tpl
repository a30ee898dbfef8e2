{{- define "chatkit.name" -}}
{{ .Release.Name | trunc 53 | trimSuffix "-" }}
{{- end }}

{{- define "chatkit.selector" -}}
app.kubernetes.io/name: chatkit
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "chatkit.labels" -}}
{{ include "chatkit.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- define "chatkit.settingsSecret" -}}
{{ .Values.existingSecret | default (include "chatkit.name" .) }}
{{- end }}

{{- /* Other secrets or connections replace the pods. */}}
{{- define "chatkit.podAnnotations" -}}
{{- if .Values.metrics.annotations }}
prometheus.io/scrape: "true"
prometheus.io/port: "9100"
prometheus.io/path: /metrics
{{- end }}
{{- if .Values.secret }}
checksum/secret: {{ toJson .Values.secret | sha256sum }}
{{- end }}
{{- if .Values.configFile }}
checksum/config: {{ .Values.configFile | sha256sum }}
{{- end }}
{{- with .Values.podAnnotations }}
{{ toYaml . }}
{{- end }}
{{- end }}
