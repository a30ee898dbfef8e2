export { AuditPage } from "../admin/audit-page.tsx";
export { UsersPage } from "../admin/users-page.tsx";
export { ForgotPasswordPage } from "./forgot-password-page.tsx";
export { ConfirmEmailPage, VerifyEmailPage } from "./link-pages.tsx";
export { RegisterPage } from "./register-page.tsx";
export { ResetPasswordPage } from "./reset-password-page.tsx";
export { SettingsPage } from "./settings-page.tsx";
export { SignInPage } from "./sign-in-page.tsx";
