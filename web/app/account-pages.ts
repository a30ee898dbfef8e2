export { AuditPage } from "../admin/audit-page.tsx";
export { UsersPage } from "../admin/users-page.tsx";
export { ForgotPasswordPage } from "../account/forgot-password-page.tsx";
export { ConfirmEmailPage, VerifyEmailPage } from "../account/link-pages.tsx";
export { RegisterPage } from "../account/register-page.tsx";
export { ResetPasswordPage } from "../account/reset-password-page.tsx";
export { SettingsPage } from "../account/settings-page.tsx";
export { SignInPage } from "../account/sign-in-page.tsx";
export { ContinuePage } from "../account/continue-page.tsx";
