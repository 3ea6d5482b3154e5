{{/*
The chart writes no manifest of its own: files/ leads to those that kustomize reads (deploy/standalone, deploy/addon, …), and the values change them.
*/}}

{{/* The text of a file of them, in the namespace of the release. */}}
{{- define "promhooks.text" -}}
{{- $namespace := .root.Release.Namespace -}}
{{- required (printf "%s is missing in the chart" .path) (.root.Files.Get .path)
  | replace "namespace: promhooks" (printf "namespace: %s" $namespace)
  | replace "namespace=promhooks" (printf "namespace=%s" $namespace)
  | replace ".promhooks.svc" (printf ".%s.svc" $namespace) -}}
{{- end -}}

{{/* An object as it is applied. */}}
{{- define "promhooks.object" -}}
{{- $everywhere := list "ClusterRole" "ClusterRoleBinding" "CompositeController" "DecoratorController" "MutatingWebhookConfiguration" "ValidatingWebhookConfiguration" -}}
{{- if not (has .object.kind $everywhere) -}}
{{- $_ := set .object.metadata "namespace" .root.Release.Namespace -}}
{{- end }}
---
{{ toYaml .object }}
{{- end -}}

{{/* All objects of a file. */}}
{{- define "promhooks.objects" -}}
{{- $root := .root -}}
{{- range splitList "\n---\n" (include "promhooks.text" .) -}}
{{ include "promhooks.object" (dict "root" $root "object" (fromYaml .)) }}
{{- end -}}
{{- end -}}

{{/* registry/repository:tag, or @digest. */}}
{{- define "promhooks.image" -}}
{{- $tag := .image.tag | default .root.Chart.AppVersion -}}
{{ .image.registry }}/{{ .image.repository }}{{ if .image.digest }}@{{ .image.digest }}{{ else }}:{{ $tag }}{{ end }}
{{- end -}}

{{/* A container with its image. */}}
{{- define "promhooks.imaged" -}}
{{- $_ := set .container "image" (include "promhooks.image" .) -}}
{{- if ne .image.pullPolicy "IfNotPresent" -}}
{{- $_ := set .container "imagePullPolicy" .image.pullPolicy -}}
{{- end -}}
{{- end -}}

{{/* What the hooks read, field → value: settings, and the values that stand for some of them. */}}
{{- define "promhooks.settings" -}}
{{- $more := dict -}}
{{- with .Values.namespaces }}{{ $_ := set $more "namespaces" . }}{{ end -}}
{{- with .Values.denyNamespaces }}{{ $_ := set $more "deny_namespaces" . }}{{ end -}}
{{- if not .Values.pokePods }}{{ $_ := set $more "poke_pods" false }}{{ end -}}
{{- with .Values.kubeletService }}{{ if .enabled }}{{ $_ := set $more "kubelet" (dict "service" (printf "%s/%s" .namespace .name)) }}{{ end }}{{ end -}}
{{- toYaml (merge (dict) .Values.settings $more) -}}
{{- end -}}

{{/* Where the pods of one kind of ours go. */}}
{{- define "promhooks.placed" -}}
{{- range $field := list "nodeSelector" "tolerations" "affinity" "priorityClassName" "imagePullSecrets" -}}
{{- with index $.root.Values $field }}{{ $_ := set $.pod $field . }}{{ end -}}
{{- end -}}
{{- end -}}

{{/* A policy that lets the API server be reached at other ports. */}}
{{- define "promhooks.egress" -}}
{{- range .policy.spec.egress -}}
{{- $dns := list -}}
{{- range .ports }}{{ if eq (int .port) 53 }}{{ $dns = append $dns . }}{{ end }}{{ end -}}
{{- $api := list -}}
{{- range $.root.Values.networkPolicy.apiServerPorts }}{{ $api = append $api (dict "port" . "protocol" "TCP") }}{{ end -}}
{{- $_ := set . "ports" (concat $api $dns) -}}
{{- end -}}
{{- end -}}
