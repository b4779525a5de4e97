// The address that an authenticator app reads. Pure: never draws, never sends.

/** The secret in groups of four, for typing. @param {string} address @returns {string} */
export function secretOf(address) {
  const secret = new URL(address).searchParams.get("secret") ?? "";
  return (secret.match(/.{1,4}/g) ?? []).join(" ");
}

/** The same address, and shorter ones that fit a smaller QR code: without the name of the site in front of the account, and without any name. @param {string} address @returns {string[]} */
export function otpauthForms(address) {
  const secret = new URL(address).searchParams.get("secret") ?? "";
  const label = decodeURIComponent(address.replace(/^otpauth:\/\/totp\//, "").split("?")[0]);
  const account = label.split(":").at(-1) ?? "";
  return [address, `otpauth://totp/${encodeURIComponent(account)}?secret=${secret}`, `otpauth://totp/account?secret=${secret}`];
}
