import type { Component } from "solid-js";
import { loadModule } from "../loading/load-module.ts";

/** The pages about accounts, an own one and all of them, fetched together when the first of them is opened. */
const loadAccount = () => loadModule(() => import("./account-pages.ts"));

/** The page about jobs, which comes with plots. */
const loadJobs = () => loadModule(() => import("../admin/jobs/jobs-page.tsx"));

/** The pages with plots. */
const loadAnalytics = () => loadModule(() => import("../analytics/pages.tsx"));

/** The pages about workflows, which few people open. */
const loadWorkflows = () => loadModule(() => import("../admin/workflows/pages.ts"));

interface PageRoute {
  path: string;
  page: () => Promise<{ default: Component }>;
}

/** Where each page is besides the chat. */
export const pageRoutes: readonly PageRoute[] = [
  { path: "/sign-in", page: async () => ({ default: (await loadAccount()).SignInPage }) },
  { path: "/register", page: async () => ({ default: (await loadAccount()).RegisterPage }) },
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
  { path: "/settings", page: async () => ({ default: (await loadAccount()).SettingsPage }) },
  {
    path: "/analytics",
    page: async () => ({ default: (await loadAnalytics()).MyAnalyticsPage }),
  },
  {
    path: "/admin/analytics",
    page: async () => ({ default: (await loadAnalytics()).AdminAnalyticsPage }),
  },
  { path: "/admin/users", page: async () => ({ default: (await loadAccount()).UsersPage }) },
  { path: "/admin/audit", page: async () => ({ default: (await loadAccount()).AuditPage }) },
  { path: "/admin/jobs", page: async () => ({ default: (await loadJobs()).JobsPage }) },
  {
    path: "/admin/workflows",
    page: async () => ({ default: (await loadWorkflows()).WorkflowsPage }),
  },
  {
    path: "/admin/workflows/:workflowId",
    page: async () => ({ default: (await loadWorkflows()).WorkflowEditorPage }),
  },
];
