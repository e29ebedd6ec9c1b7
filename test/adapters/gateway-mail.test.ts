import { wordsOf } from './person-words.ts'
import { expect } from 'chai'
import { createServer, type Server, type Socket } from 'node:net'
import type { SMTPServerOptions } from 'smtp-server'
import { unlock } from '../../src/adapters/gateway-mail/age.ts'
import { mailGateways } from '../../src/adapters/gateway-mail/index.ts'
import { referralSchema } from '../../src/domain/referral.ts'
import type { Gateway } from '../../src/ports/gateway.ts'
import { aFullReferral, aReferral } from '../gateway/a-referral.ts'
import { ELSEWHERE, HERE } from '../support/certificates.ts'
import { aMailServer, headersOf, partsOf, type MailServer } from './a-mail-server.ts'

const NOW = new Date('2026-11-23T09:00:00Z')
const PASSPHRASE = 'correct horse battery staple sixteen'
const UNREACHABLE = { result: 'unreachable' }
const RECEIVED = { result: 'received', at: NOW }

interface Way {
  readonly secure?: boolean
  readonly trust?: string
  /** With it the content is only in locked files, which takes a while. */
  readonly passphrase?: string
  readonly timeoutMs?: number
  readonly auth?: { readonly user: string; readonly pass: string }
}

function gatewayAt(port: number, way: Way = {}): Gateway {
  const { secure = false, trust = HERE.cert, timeoutMs = 3000, auth, passphrase } = way
  const mailbox = {
    to: 'desk@gateway.example',
    from: 'referrals@haven.example',
    ...(passphrase !== undefined && { passphrase }),
  }
  const server = { host: '127.0.0.1', port, secure, trust, ...(auth && { auth }) }
  const lastConfirmed = async () => undefined
  const gateway = mailGateways(() => ({ mailbox, server, lastConfirmed }), {
    timeoutMs,
    now: () => NOW,
  }).of('here')
  if (!gateway) throw new Error('There is no gateway')
  return gateway
}

/** Runs `work` beside a server, and stops it whatever comes. */
async function beside<T>(server: MailServer, work: (server: MailServer) => Promise<T>): Promise<T> {
  try {
    return await work(server)
  } finally {
    await server.stop()
  }
}

/** A server that says what it is told, line by line; for what no real one does. */
async function saying<T>(
  talk: (socket: Socket, line: string) => void,
  work: (port: number) => Promise<T>,
): Promise<T> {
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('data', (data) => {
      for (const line of String(data).split('\r\n').slice(0, -1)) talk(socket, line)
    })
    talk(socket, '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  try {
    return await work(address !== null && typeof address === 'object' ? address.port : 0)
  } finally {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  }
}

const only = ({ taken }: MailServer): string => {
  expect(taken).to.have.length(1)
  return taken[0]?.message ?? ''
}

describe('A gateway that is a mailbox', () => {
  describe('gets a referral', () => {
    for (const secure of [false, true]) {
      it(`over TLS ${secure ? 'from the first byte' : 'by STARTTLS'}`, async () => {
        await beside(await aMailServer({ secure }), async (server) => {
          const gateway = gatewayAt(server.port, { secure })
          expect(await gateway.send(aReferral())).to.deep.equal(RECEIVED)
          const [taken] = server.taken
          expect(taken).to.include({ from: 'referrals@haven.example', isSecure: true })
          expect(taken?.to).to.deep.equal(['desk@gateway.example'])
        })
      })
    }

    it('as locked files, and as nothing else: no word of it is in the message', async () => {
      await beside(await aMailServer(), async (server) => {
        const referral = aFullReferral()
        await gatewayAt(server.port, { passphrase: PASSPHRASE }).send(referral)
        const message = only(server)
        const parts = partsOf(message)
        const readable = [message, ...parts.map(({ body }) => body)].join('\n')
        for (const word of wordsOf(referral)) expect(readable).not.to.include(word)
        const [, text, json] = parts
        expect(text?.head).to.include('LARK-472-1.txt.age')
        const opened = await unlock(Buffer.from(json?.body ?? '', 'latin1'), PASSPHRASE)
        expect(referralSchema.parse(JSON.parse(opened.toString()))).to.deep.equal(referral)
      })
    })

    it('in a form that a person can read, with the rules of safe contact first', async () => {
      await beside(await aMailServer(), async (server) => {
        await gatewayAt(server.port, { passphrase: PASSPHRASE }).send(aFullReferral())
        const [, text] = partsOf(only(server))
        const opened = String(await unlock(Buffer.from(text?.body ?? '', 'latin1'), PASSPHRASE))
        expect(opened).to.include('Speak to this person alone before anything else.')
        expect(opened).to.include('Phone call: 07700 900111\n  Safe to use.\n  Leave no message.')
        expect(opened).to.include('Text message: 07700 900222\n  NOT CONFIRMED. Do not use this yet.')
        expect(opened).to.include('    | Second line of the account.')
        expect(opened.indexOf('SAFELY')).to.be.lessThan(opened.indexOf('WHAT THEY SENT'))
        for (const word of wordsOf(aFullReferral())) expect(opened).to.include(word)
      })
    })

    it('says that a demonstration is one, and a person’s lines cannot pass for ours', async () => {
      await beside(await aMailServer(), async (server) => {
        const account = 'x\nTHEIR AGREEMENT\u202E\u0007\r\nSafe to use.'
        await gatewayAt(server.port, { passphrase: PASSPHRASE }).send(aReferral({ account }))
        const [body, text] = partsOf(only(server))
        expect(body?.body).to.include('DEMONSTRATION')
        const opened = String(await unlock(Buffer.from(text?.body ?? '', 'latin1'), PASSPHRASE))
        expect(opened).to.include('DEMONSTRATION')
        expect(opened).to.include('    | THEIR AGREEMENT  \n    | Safe to use.')
      })
    })

    it('in the message itself, with a file for its system, only where that was agreed', async () => {
      await beside(await aMailServer(), async (server) => {
        const referral = aFullReferral()
        await gatewayAt(server.port).send(referral)
        const [body, json] = partsOf(only(server))
        expect(body?.body).to.include('periwinkle')
        expect(json?.head).to.include('LARK-472-1.json')
        expect(JSON.parse(Buffer.from(json?.body ?? '', 'latin1').toString())).to.deep.equal(referral)
      })
    })
  })

  it('sees nothing of a person in headers, whatever they called themselves', async () => {
    const name = 'Wren\r\nBcc: everyone@evil.example\r\n\r\nHello'
    await beside(await aMailServer(), async (server) => {
      await gatewayAt(server.port).send(aFullReferral({ name }))
      const message = only(server)
      const headers = headersOf(message)
      expect(headers.filter((line) => /^(bcc|cc):/i.test(line))).to.deep.equal([])
      expect(server.taken[0]?.to).to.deep.equal(['desk@gateway.example'])
      expect(headers).to.include('Subject: New referral LARK-472')
      expect(headers).to.include('X-Haven-Key: LARK-472/1')
      expect(headers).to.include('Message-ID: <LARK-472.1@haven.example>')
      const heads = [...headers, ...partsOf(message).map(({ head }) => head)].join('\n')
      for (const word of [...wordsOf(aFullReferral()), 'evil']) expect(heads).not.to.include(word)
    })
  })

  it('throws for what is no reference, since it would stand in headers', async () => {
    const error = await gatewayAt(9)
      .withdraw('LARK-472\r\nBcc: everyone@evil.example')
      .then(
        () => undefined,
        (thrown: unknown) => thrown,
      )
    expect(error).to.be.an('error')
  })

  it('is told of less contact in words that can be read at once, and that name no detail', async () => {
    await beside(await aMailServer(), async (server) => {
      const gateway = gatewayAt(server.port)
      expect(await gateway.makeSafer('LARK-472', { stop: ['phone', 'post'] }, 2)).to.deep.equal({
        result: 'told',
      })
      await gateway.makeSafer('LARK-472', { stop: 'all' }, 3)
      await gateway.send(aReferral())
      const [some = '', all = '', first = ''] = server.taken.map(({ message }) => partsOf(message)[0]?.body)
      expect(some).to.include('- Phone call').and.include('- Post').and.not.include('Email')
      expect(some).to.include('also holds for every message with this reference that comes later')
      expect(all).to.include('Do not contact them in any way')
      expect(first).to.include('obey it, whatever this one says')
      expect(headersOf(server.taken[0]!.message))
        .to.include('Subject: Safer contact for LARK-472')
        .and.include('X-Haven-Key: LARK-472/safer-2')
    })
  })

  it('can tell that a message is a repeat, a correction, or that it was taken back', async () => {
    await beside(await aMailServer(), async (server) => {
      const gateway = gatewayAt(server.port)
      await gateway.send(aReferral())
      await gateway.send(aReferral())
      expect(await gateway.correct(aReferral({ name: 'Robin' }), 2)).to.deep.equal(RECEIVED)
      expect(await gateway.withdraw('LARK-472')).to.deep.equal({ result: 'withdrawn' })
      const seen = server.taken.map(({ message }) =>
        headersOf(message).filter((line) => /^(Subject|Message-ID|X-Haven-Key|References):/.test(line)),
      )
      expect(new Set(seen[0])).to.deep.equal(new Set(seen[1]))
      expect(seen[2]).to.have.members([
        'Subject: Corrected referral LARK-472',
        'Message-ID: <LARK-472.2@haven.example>',
        'X-Haven-Key: LARK-472/2',
        'References: <LARK-472.1@haven.example>',
      ])
      expect(seen[3]).to.include('X-Haven-Key: LARK-472/withdrawn')
      expect(partsOf(server.taken[3]?.message ?? '')[0]?.body).to.include('LARK-472. Stop acting on it')
    })
  })

  describe('gets nothing', () => {
    it('without TLS', async () => {
      await beside(await aMailServer({ disabledCommands: ['AUTH', 'STARTTLS'] }), async (server) => {
        expect(await gatewayAt(server.port).send(aReferral())).to.deep.equal(UNREACHABLE)
        expect(server.taken).to.deep.equal([])
      })
    })

    for (const secure of [false, true]) {
      const how = secure ? 'from the first byte' : 'by STARTTLS'
      it(`with a certificate that nobody vouches for, ${how}`, async () => {
        await beside(await aMailServer({ secure }), async (server) => {
          const gateway = gatewayAt(server.port, { secure, trust: ELSEWHERE.cert })
          expect(await gateway.send(aReferral())).to.deep.equal(UNREACHABLE)
          expect(server.taken).to.deep.equal([])
        })
      })

      it(`with the certificate of another host, ${how}`, async () => {
        await beside(await aMailServer({ secure, ...ELSEWHERE }), async (server) => {
          const gateway = gatewayAt(server.port, { secure, trust: ELSEWHERE.cert })
          expect(await gateway.send(aReferral())).to.deep.equal(UNREACHABLE)
          expect(server.taken).to.deep.equal([])
        })
      })
    }

    it('when somebody on the way takes STARTTLS away, and no password either', async () => {
      const heard: string[] = []
      await saying(
        (socket, line) => {
          heard.push(line)
          if (line === '') socket.write('220 here\r\n')
          else if (line.startsWith('EHLO')) socket.write('250-here\r\n250-AUTH PLAIN LOGIN\r\n250 SIZE\r\n')
          else socket.write('250 ok\r\n')
        },
        async (port) => {
          const gateway = gatewayAt(port, { auth: { user: 'haven', pass: 'a password' } })
          expect(await gateway.send(aReferral())).to.deep.equal(UNREACHABLE)
        },
      )
      expect(heard.filter((line) => /AUTH|MAIL|DATA/.test(line))).to.deep.equal([])
    })
  })

  it('is told our name and password where it asks for them', async () => {
    const options = {
      authOptional: false,
      disabledCommands: [],
      onAuth: ({ username, password }, _session, done) =>
        username === 'haven' && password === 'right'
          ? done(null, { user: 'haven' })
          : done(new Error('No such user')),
    } satisfies SMTPServerOptions
    await beside(await aMailServer(options), async (server) => {
      const as = (pass: string) => gatewayAt(server.port, { auth: { user: 'haven', pass } })
      expect(await as('wrong').send(aReferral())).to.deep.equal(UNREACHABLE)
      expect(await gatewayAt(server.port).send(aReferral())).to.deep.equal(UNREACHABLE)
      expect(await as('right').send(aReferral())).to.deep.equal(RECEIVED)
      expect(server.taken).to.have.length(1)
    })
  })

  it('takes at the second try what it put off at the first', async () => {
    const recipient = (tries: number) => (tries === 1 ? ([451, '4.7.1 Greylisted'] as const) : undefined)
    await beside(await aMailServer({ recipient }), async (server) => {
      const gateway = gatewayAt(server.port)
      expect(await gateway.send(aReferral())).to.deep.equal(UNREACHABLE)
      expect(await gateway.send(aReferral())).to.deep.equal(RECEIVED)
    })
  })

  for (const [code, text, result] of [
    [550, '5.1.1 No such mailbox', 'refused'],
    [550, 'No such mailbox here', 'refused'],
    [553, '5.1.3 That is no address', 'refused'],
    [550, '5.7.1 Your address is on a list', 'unreachable'],
    [550, '5.2.2 That mailbox is full', 'unreachable'],
    [554, '5.7.1 Relay access denied', 'unreachable'],
    [452, '4.2.2 That mailbox is full', 'unreachable'],
  ] as const) {
    it(`that says "${code} ${text}" of the mailbox has ${result === 'refused' ? 'refused' : 'not answered yet'}`, async () => {
      await beside(await aMailServer({ recipient: () => [code, text] }), async (server) => {
        const gateway = gatewayAt(server.port)
        expect(await gateway.send(aReferral())).to.deep.equal({ result })
        expect(await gateway.withdraw('LARK-472')).to.deep.equal(UNREACHABLE)
      })
    })
  }

  for (const [what, content] of [
    ['says 554 to a whole message', () => [554, '5.6.0 Not like this'] as const],
    ['says 550 to a whole message', () => [550, '5.1.1 No such mailbox'] as const],
    ['cuts the line after the whole message', () => 'cut' as const],
    ['says nothing after the whole message', () => 'hang' as const],
  ] as const) {
    it(`is not believed to have what it may have when it ${what}`, async () => {
      await beside(await aMailServer({ content, closeTimeout: 100 }), async (server) => {
        const gateway = gatewayAt(server.port, { timeoutMs: 600 })
        expect(await gateway.send(aReferral())).to.deep.equal(UNREACHABLE)
        expect(server.taken).to.have.length(1)
      })
    })
  }

  it('gets the same key and id again after the answer was lost', async () => {
    let tries = 0
    const content = () => ((tries += 1) === 1 ? ('cut' as const) : undefined)
    await beside(await aMailServer({ content }), async (server) => {
      const gateway = gatewayAt(server.port)
      await gateway.send(aReferral())
      expect(await gateway.send(aReferral())).to.deep.equal(RECEIVED)
      const ids = server.taken.map(({ message }) => /^Message-ID: .*$/m.exec(message)?.[0])
      expect(ids).to.deep.equal(['Message-ID: <LARK-472.1@haven.example>', ids[0]])
    })
  })

  for (const [what, talk] of [
    ['never greets', () => {}],
    ['greets drop by drop', (socket: Socket) => void setInterval(() => socket.write('2'), 20).unref()],
    [
      'never ends its greeting',
      (socket: Socket) => {
        const more = () => socket.write(`220-${'x'.repeat(1000)}\r\n`, (gone) => gone ?? setImmediate(more))
        more()
      },
    ],
    ['speaks another language', (socket: Socket) => void socket.write('HTTP/1.1 200 OK\r\n\r\n')],
    ['hangs up', (socket: Socket) => void socket.destroy()],
  ] as const) {
    it(`is out of reach, and says so in time, when it ${what}`, async () => {
      const began = performance.now()
      const result = await saying(talk, (port) => gatewayAt(port, { timeoutMs: 500 }).send(aReferral()))
      expect(result).to.deep.equal(UNREACHABLE)
      expect(performance.now() - began).to.be.lessThan(3000)
    })
  }

  it('is out of reach where nothing listens', async () => {
    const port = await saying(
      () => {},
      async (free) => free,
    )
    expect(await gatewayAt(port).send(aReferral())).to.deep.equal(UNREACHABLE)
  })

  it('writes nothing to output, whatever happens', async () => {
    const written: string[] = []
    const real = { out: process.stdout.write, err: process.stderr.write }
    const keep = (text: string | Uint8Array): boolean => written.push(String(text)) > 0
    process.stdout.write = keep
    process.stderr.write = keep
    try {
      await beside(await aMailServer({ content: () => [554, 'No'] }), ({ port }) =>
        gatewayAt(port).send(aFullReferral()),
      )
    } finally {
      process.stdout.write = real.out
      process.stderr.write = real.err
    }
    expect(written).to.deep.equal([])
  })

  it('says nothing of where a referral stands, and only what a person confirmed of who reads it', async () => {
    expect(await gatewayAt(9).status('LARK-472')).to.deep.equal({ result: 'unknown' })
    expect(await gatewayAt(9).lastOpened()).to.deep.equal({ result: 'known', at: undefined })
  })
})
