import type { RouteSectionProps } from "@solidjs/router";
import type { Component } from "solid-js";

/** The account and user pages, loaded together when the first one is opened. */
const loadAccount = () => import("./account-pages.ts");

/** The jobs page, which has charts. */
const loadJobs = () => import("../admin/jobs/jobs-page.tsx");

/** The page of prompts. */
const loadPrompts = () => import("../prompts/prompts-page.tsx");

/** The connections page, which few users open. */
const loadConnections = () => import("../admin/connections/connections-page.tsx");

/** The page for adding users, which few admins open. */
const loadAddUsers = () => import("../admin/add-users/add-users-page.tsx");

/** The page of registration and guests, which few users open. */
const loadBranding = () => import("../admin/branding/branding-page.tsx");
const loadEntry = () => import("../admin/entry/entry-page.tsx");

/** The pages with charts. */
const loadAnalytics = () => import("../analytics/pages.tsx");

/** The workflow pages, which few users open. */
const loadWorkflows = () => import("../admin/workflows/pages.ts");

/** The page of a project. */
const loadProject = () => import("../projects/project-page.tsx");

/** A page by its path. */
export interface PageRoute {
  path: string;
  page: () => Promise<{ default: Component }>;
}

/** The frame of `settingsRoutes`. */
export const loadSettingsFrame = async (): Promise<{ default: Component<RouteSectionProps> }> => ({
  default: (await loadAccount()).SettingsFrame,
});

/** The routes of the settings and of the administration, which share a frame. */
export const settingsRoutes: readonly PageRoute[] = [
  { path: "/settings/prompts", page: async () => ({ default: (await loadPrompts()).PromptsPage }) },
  { path: "/settings/:page?", page: async () => ({ default: (await loadAccount()).SettingsPage }) },
  {
    path: "/analytics",
    page: async () => ({ default: (await loadAnalytics()).MyAnalyticsPage }),
  },
  {
    path: "/admin/analytics",
    page: async () => ({ default: (await loadAnalytics()).AdminAnalyticsPage }),
  },
  { path: "/admin/users", page: async () => ({ default: (await loadAccount()).UsersPage }) },
  {
    path: "/admin/users/new",
    page: async () => ({ default: (await loadAddUsers()).AddUsersPage }),
  },
  {
    path: "/admin/branding",
    page: async () => ({ default: (await loadBranding()).BrandingPage }),
  },
  { path: "/admin/entry", page: async () => ({ default: (await loadEntry()).EntryPage }) },
  { path: "/admin/audit", page: async () => ({ default: (await loadAccount()).AuditPage }) },
  { path: "/admin/jobs", page: async () => ({ default: (await loadJobs()).JobsPage }) },
  {
    path: "/admin/connections",
    page: async () => ({ default: (await loadConnections()).ConnectionsPage }),
  },
  {
    path: "/admin/workflows",
    page: async () => ({ default: (await loadWorkflows()).WorkflowsPage }),
  },
];

/** The routes of all other pages except the chat. */
export const pageRoutes: readonly PageRoute[] = [
  { path: "/signed-in", page: async () => ({ default: (await loadAccount()).SignedInPage }) },
  { path: "/sign-in", page: async () => ({ default: (await loadAccount()).SignInPage }) },
  { path: "/register", page: async () => ({ default: (await loadAccount()).RegisterPage }) },
  { path: "/invitation", page: async () => ({ default: (await loadAccount()).InvitationPage }) },
  {
    path: "/forgot-password",
    page: async () => ({ default: (await loadAccount()).ForgotPasswordPage }),
  },
  {
    path: "/reset-password",
    page: async () => ({ default: (await loadAccount()).ResetPasswordPage }),
  },
  { path: "/verify-email", page: async () => ({ default: (await loadAccount()).VerifyEmailPage }) },
  {
    path: "/confirm-email",
    page: async () => ({ default: (await loadAccount()).ConfirmEmailPage }),
  },
  { path: "/p/:projectId", page: async () => ({ default: (await loadProject()).ProjectPage }) },
  { path: "/continue/:slug", page: async () => ({ default: (await loadAccount()).ContinuePage }) },
  {
    path: "/admin/workflows/:workflowId",
    page: async () => ({ default: (await loadWorkflows()).WorkflowEditorPage }),
  },
];
