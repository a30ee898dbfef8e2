/**
 * A certificate for `push.example.org` that only tests trust, signed by itself, with its key. Made by
 * `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256`; valid for a hundred years.
 */
export const testCertificate = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgk5+wcudyDMioQwu2
nhF6WYIVXRGIatUb8SfO1Ws+djChRANCAAQMZFsw0dbzKFOHwDsCILtJs0BirHTj
u52nSNvWQAqoXx8S4ANnC1nitqla/HzE9XpXRqDQWsR8biSElUk1L53R
-----END PRIVATE KEY-----`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBqjCCAVCgAwIBAgIUbeUFV0JsskWjJ1+ZCYe2E1k0kRAwCgYIKoZIzj0EAwIw
GzEZMBcGA1UEAwwQcHVzaC5leGFtcGxlLm9yZzAgFw0yNjExMzAwNjA0MjVaGA8y
MTI2MTEwNjA2MDQyNVowGzEZMBcGA1UEAwwQcHVzaC5leGFtcGxlLm9yZzBZMBMG
ByqGSM49AgEGCCqGSM49AwEHA0IABAxkWzDR1vMoU4fAOwIgu0mzQGKsdOO7nadI
29ZACqhfHxLgA2cLWeK2qVr8fMT1eldGoNBaxHxuJISVSTUvndGjcDBuMB0GA1Ud
DgQWBBSzoSGH29pi3uTZU4L65iXIgLSRAzAfBgNVHSMEGDAWgBSzoSGH29pi3uTZ
U4L65iXIgLSRAzAPBgNVHRMBAf8EBTADAQH/MBsGA1UdEQQUMBKCEHB1c2guZXhh
bXBsZS5vcmcwCgYIKoZIzj0EAwIDSAAwRQIgSxFumvxjPtffktFAwAxUq+z94Dy8
WPOisDefroDN1rICIQDfGhxdtt0iHRqZ7oePU678KNw/cYQgtqaCdl0joFD9ow==
-----END CERTIFICATE-----`,
};
