// The shapes of the API's answers about the audit trail, access and programs of others, as types only. Never code.

/** @typedef {{kind: string, id: string|null, name: string|null}} Named */
/** @typedef {{number: number, at: string, actor: Named, act: string, object: Named, detail: string}} AuditLine */
/** @typedef {{lines: AuditLine[], more: boolean}} AuditLines */
/** @typedef {{acts: string[], people: {id: string, name: string}[], head: {number: number, hash: string, short: string}}} AuditChoices */
/** @typedef {"viewer"|"board"|"staff"|"admin"} RoleName */
/** @typedef {{role: RoleName, branch: string|null, last_day: string|null}} RoleForm */
/** @typedef {RoleForm & {counts: boolean}} RoleHeld */
/** @typedef {{id: string, email: string, name: string, roles: RoleHeld[], second_factor: boolean, disabled: boolean, invited_until: string|null}} Colleague */
/** @typedef {{people: Colleague[]}} AccessList */
/** @typedef {{name: string, email: string, roles: {role: RoleName, branch: string|null}[], expires_at: string, otpauth: string|null}} Welcome */
/** @typedef {{recovery_codes: string[], me: import("./shapes.js").Me}} Accepted */
/** @typedef {"import"|"open_data"} ClientScope */
/** @typedef {{id: string, name: string, scopes: ClientScope[], created_by: string, expires_at: string, revoked: boolean, welcome: boolean}} ApiClient */
/** @typedef {{clients: ApiClient[]}} ClientList */
/** @typedef {ClientList & {client: string, secret: string}} ClientMade */

export {};
