import { createMessages } from '../../src/bot/cloud.ts'
import type { MessagesOptions } from '../../src/bot/cloud.ts'
import { idlingInProcess, inProcess, noteInProcess } from '../../src/bot/in-process.ts'
import { openingScreen } from '../../src/conversation/converse.ts'
import { hiddenWords } from '../../src/conversation/hidden-word.ts'
import { listen } from '../../src/host/doors.ts'
import { createHost } from '../../src/host/server.ts'
import type { HostOptions } from '../../src/host/server.ts'
import { createPage } from '../../src/web/page.ts'
import { inMemory } from '../support/memory.ts'
import type { Memory } from '../support/memory.ts'

/** A host on a port of its own, with everything behind it in memory. */
export interface Host {
  readonly url: string
  readonly memory: Memory
  /** Posts an activity, or any body, to `/api/messages`. */
  post(body: unknown, headers?: Record<string, string>): Promise<Response>
  stop(): Promise<void>
}

export async function aHost(
  host: Partial<HostOptions> = {},
  bot: Partial<MessagesOptions> = {},
  memory: Memory = inMemory(),
): Promise<Host> {
  const { setting } = memory
  const text = (language: string, key: string): string => setting.words.text(language, key) ?? `[${key}]`
  const fault = (where: string, name: string): void => setting.trace.fault({ where, fault: name })
  const doors = await listen(0, '127.0.0.1')
  const url = `http://127.0.0.1:${doors.port}`
  const messages = createMessages({
    setting,
    inbox: memory.inbox,
    microsoftApp: undefined,
    production: false,
    ...bot,
  })
  const page = createPage({
    converse: inProcess(setting),
    openingScreen: (language) => openingScreen(setting, 'web', language),
    takeNote: noteInProcess(setting),
    idling: idlingInProcess(setting),
    text,
    publicUrl: () => url,
    hiddenWords: hiddenWords(setting.words),
    fault,
  })
  doors.open(
    createHost({
      page,
      messages: () => Promise.resolve(messages),
      desk: undefined,
      isReady: () => Promise.resolve(true),
      metrics: () => 'haven_turns_total 1\n',
      words: { text, exit: 'https://example.org/' },
      isHttps: false,
      production: false,
      trustedProxies: 0,
      fault,
      ...host,
    }),
  )
  return {
    url,
    memory,
    post: (body, headers = {}) =>
      fetch(`${url}/api/messages`, {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      }),
    stop: () => doors.close(0),
  }
}
