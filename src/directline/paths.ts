/** Where Direct Line's clients look for it. */
export const BASE = '/v3/directline'

/** What an id of ours looks like. */
const ID = '([A-Za-z0-9_-]{22})'

export const CONVERSATION = new RegExp(`^${BASE}/conversations/${ID}$`)
export const ACTIVITIES = new RegExp(`^${BASE}/conversations/${ID}/activities$`)
export const UPLOAD = new RegExp(`^${BASE}/conversations/${ID}/upload$`)
export const STREAM = new RegExp(`^${BASE}/conversations/${ID}/stream$`)
