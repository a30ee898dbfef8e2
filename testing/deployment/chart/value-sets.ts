/** Values to render the chart with, by what they try. */
export const valueSets = {
  "the fewest": { host: "chat.example.org", existingSecret: "chatkit" },
  "a Secret that the chart makes": {
    host: "chat.example.org",
    secret: {
      DATABASE_URL: "postgres://chatkit:pass@postgres.example.org/chatkit",
      JWT_SECRET_KEY: 'thirty-two bytes or more, with a " and a \\',
      METRICS_TOKEN: "a-token-for-prometheus",
    },
  },
  "PostgreSQL's address from another Secret": {
    host: "chat.example.org",
    existingSecret: "chatkit",
    database: { existingSecret: "postgres-app" },
  },
  "below a path": {
    host: "example.org",
    existingSecret: "chatkit",
    basePath: "/chat",
    ingress: {
      tlsSecret: "",
      annotations: { "nginx.ingress.kubernetes.io/proxy-body-size": null },
    },
  },
  "by replies": {
    host: "chat.example.org",
    existingSecret: "chatkit",
    autoscaling: { enabled: true },
  },
  "by processor time": {
    host: "chat.example.org",
    existingSecret: "chatkit",
    autoscaling: { enabled: true, by: "cpu", maxReplicas: 4 },
  },
  "a closed network": {
    host: "chat.example.org",
    existingSecret: "chatkit",
    networkPolicy: { enabled: true },
    metrics: { annotations: false, serviceMonitor: { enabled: true, labels: { release: "prom" } } },
  },
  "backups into storage": {
    host: "chat.example.org",
    existingSecret: "chatkit",
    autoscaling: { enabled: true },
    backups: {
      schedule: "0 3 * * *",
      destination: "s3://bucket/chat",
      existingSecret: "chatkit-backups",
    },
    settings: { S3_ENDPOINT: "https://minio.example.org" },
    volumes: { data: "10Gi" },
  },
  "backups into a volume": {
    host: "chat.example.org",
    existingSecret: "chatkit",
    backups: { schedule: "@daily", existingClaim: "backups" },
  },
  everything: {
    host: "chat.example.org",
    publicUrl: "https://chat.example.org:8443",
    existingSecret: "chatkit",
    image: { tag: "1.2.3", pullPolicy: "Always" },
    imagePullSecrets: [{ name: "registry" }],
    settings: { CHATKIT_SHARING: "server", CHATKIT_GENERATIONS_PER_NODE: "64" },
    configFile: "connections:\n  local: { kind: openai-chat, baseUrl: http://models/v1 }\n",
    replicas: 5,
    drainWaitSeconds: 15,
    podDisruptionBudget: { maxUnavailable: "25%" },
    service: { type: "LoadBalancer", port: 8080 },
    podAnnotations: { "example.org/team": "chat" },
    nodeSelector: { "kubernetes.io/arch": "amd64" },
    tolerations: [{ key: "chat", operator: "Exists" }],
    affinity: { nodeAffinity: {} },
  },
  "next to nothing": {
    host: "chat.example.org",
    existingSecret: "chatkit",
    trustProxy: "",
    ingress: { enabled: false },
    metrics: { annotations: false },
    podDisruptionBudget: { enabled: false },
  },
} as const;
