import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Activity } from 'botbuilder'
import { buttonsIn } from '../bot/read-card.ts'
import type { CardButton } from '../bot/read-card.ts'

/** Where the assistant listens. */
interface Listening {
  post(body: unknown, headers?: Record<string, string>): Promise<Response>
}

/**
 * Microsoft Teams on this machine, as far as a bot sees it: it sends the activities of a personal chat over HTTP, with
 * what Teams puts into them, and answers are posted to it over HTTP. Not Teams itself: what Teams refuses or shows in
 * its own way is not known here.
 */
export interface Teams {
  readonly url: string
  /** Everything that was posted to the chat, in order. */
  readonly posted: readonly Partial<Activity>[]
  /** What the last thing that the person did was answered with. */
  last(): readonly Partial<Activity>[]
  /** The person adds the app: Teams says so twice, in two ways. */
  install(): Promise<void>
  /** The app is removed, or a new version of it is given out. */
  update(action: 'remove' | 'add-upgrade' | 'remove-upgrade'): Promise<void>
  /** The person writes in the chat. */
  write(text: string, more?: Readonly<Record<string, unknown>>): Promise<void>
  /** The person presses a button of a card; what stands in the boxes goes with it where the button takes it. */
  press(button: CardButton, inputs?: Readonly<Record<string, string>>): Promise<void>
  /** The buttons of what was posted last. */
  buttons(): readonly CardButton[]
  /** A new chat, of somebody who was never here. */
  anew(): void
  stop(): Promise<void>
}

const TENANT = '11111111-2222-3333-4444-555555555555'
const BOT = { id: '28:00000000-0000-0000-0000-000000000001', name: 'Haven' }

export async function aTeams(bot: () => Listening, locale = 'en-GB'): Promise<Teams> {
  const posted: Partial<Activity>[] = []
  const server = createServer((req, res) => {
    let body = ''
    req.on('data', (part: Buffer) => (body += part.toString()))
    req.on('end', () => {
      posted.push(JSON.parse(body) as Partial<Activity>)
      res.setHeader('content-type', 'application/json')
      res.end(JSON.stringify({ id: `1:${posted.length}` }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/uk/`
  let [chat, count, before] = [1, 0, 0]

  async function send(parts: Readonly<Record<string, unknown>>): Promise<void> {
    const response = await bot().post({
      id: `f:${(count += 1)}-${chat}`,
      timestamp: new Date().toISOString(),
      channelId: 'msteams',
      serviceUrl: url,
      from: {
        id: `29:person-${chat}`,
        name: 'Sam Example',
        aadObjectId: '66666666-7777-8888-9999-000000000000',
      },
      recipient: BOT,
      conversation: { id: `a:chat-${chat}`, conversationType: 'personal', tenantId: TENANT },
      channelData: { tenant: { id: TENANT } },
      entities: [{ type: 'clientInfo', locale, country: 'GB', platform: 'Web', timezone: 'Europe/London' }],
      locale,
      ...parts,
    })
    const isTaken = response.status === 200 || response.status === 201
    if (!isTaken) throw new Error(`the answer was ${response.status}`)
  }
  const act = (parts: Readonly<Record<string, unknown>>): Promise<void> => {
    before = posted.length
    return send(parts)
  }
  return {
    url,
    posted,
    last: () => posted.slice(before),
    async install() {
      await act({ type: 'installationUpdate', action: 'add' })
      await send({ type: 'conversationUpdate', membersAdded: [BOT] })
    },
    update: (action) => act({ type: 'installationUpdate', action }),
    write: (text, more = {}) =>
      act({
        type: 'message',
        text,
        textFormat: 'plain',
        attachments: [{ contentType: 'text/html', content: `<div><div>${text}</div></div>` }],
        ...more,
      }),
    press: ({ data, associatedInputs }, inputs = {}) =>
      act({
        type: 'message',
        replyToId: `1:${posted.length}`,
        value: { ...(associatedInputs === 'none' ? {} : inputs), ...(data as object) },
      }),
    buttons: () => posted.slice(before).flatMap(buttonsIn),
    anew() {
      chat += 1
      before = posted.length
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
