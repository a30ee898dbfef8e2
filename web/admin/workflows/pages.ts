export { WorkflowEditorPage } from "./editor-page.tsx";
export { WorkflowsPage } from "./workflows-page.tsx";
