/**
 * Which room of src may import what. `npm run check` reads this, and test/tools/rooms.test.ts plants a forbidden import
 * in every room to see that each rule is awake. Needs `@swc/core` beside it: without it TypeScript is not read at all.
 */

/** A room may import itself, the rooms and files named in `may`, and the packages named in `npm`. */
const room = (name, { may = [], npm = [], comment }) => ({
  name: `${name}-room`,
  severity: 'error',
  comment,
  from: { path: `^src/${name}/` },
  to: {
    path: ['^src/', 'node_modules/'],
    pathNot: [
      `^src/${name}/`,
      ...may.map((path) => `^src/${path}`),
      ...npm.map((name) => `node_modules/(@types/)?${name}(/|$)`),
    ],
  },
})

/** A room that may use no part of Node but the named ones. */
const withoutNode = (name, rooms, comment, except = []) => ({
  name,
  severity: 'error',
  comment,
  from: { path: `^src/(${rooms.join('|')})/` },
  to: { dependencyTypes: ['core'], ...(except.length > 0 && { pathNot: `^(node:)?(${except.join('|')})$` }) },
})

const PUBLISHED = ['referral', 'consent', 'contact-plan', 'crimes', 'needs', 'tracking', 'area', 'safer']

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    room('domain', {
      npm: ['zod'],
      comment: 'domain knows nothing of chat, so that its rules can be read and tested alone.',
    }),
    room('engine', {
      may: ['domain/'],
      npm: ['zod'],
      comment:
        'engine is pure: the same book, place and message give the same turn, with no words and no channel.',
    }),
    room('ports', {
      may: ['domain/'],
      comment: 'ports are interfaces: an implementation belongs in adapters.',
    }),
    room('actions', {
      may: ['domain/', 'ports/', 'engine/'],
      comment:
        'actions reach the outside only through ports, so that weather has a name and tests need no network.',
    }),
    room('conversation', {
      may: ['actions/', 'engine/', 'domain/', 'ports/'],
      npm: ['sms-segments-calculator'],
      comment: 'conversation serves every channel alike, so it knows none, and no adapter.',
    }),
    room('adapters', {
      may: ['domain/', 'ports/', 'engine/'],
      npm: ['zod', 'yaml', 'i18next', 'nodemailer', 'pg', '@azure/[^/]+', '@energetic-ai/[^/]+'],
      comment: 'an adapter implements a port with one outside thing, and does not know who uses it.',
    }),
    room('bot', {
      may: ['conversation/', 'engine/', 'domain/', 'ports/'],
      npm: ['botbuilder', 'botbuilder-core', 'botframework-[^/]+', 'zod'],
      comment:
        'bot is the only room that knows Bot Framework, so that moving to another SDK rewrites one room.',
    }),
    room('web', {
      may: ['conversation/', 'engine/', 'domain/', 'ports/'],
      npm: ['zod'],
      comment: 'web draws screens and reads forms; it decides nothing.',
    }),
    room('gateway', {
      may: ['staff/', ...PUBLISHED.map((file) => `domain/${file}\\.ts$`)],
      npm: ['zod'],
      comment:
        'the desk could be a different program: it shares only the published schema, and is reached over HTTP.',
    }),
    room('directory', {
      may: ['domain/', 'ports/', 'staff/'],
      npm: ['zod', 'csv-parse', 'csv-stringify'],
      comment:
        'the directory publishes, takes in and lets its editors change records; it knows no conversation and no person.',
    }),
    room('directline', {
      npm: ['zod', 'ws'],
      comment:
        'Direct Line speaks its protocol and keeps what was not fetched yet; the conversation behind it is handed in.',
    }),
    room('texting', {
      may: ['domain/', 'ports/'],
      comment: 'texting brings texts in and out, in order and once; the conversation behind it is handed in.',
    }),
    room('staff', {
      npm: ['zod'],
      comment:
        'what pages for staff are made of: safe markup, forms, sign-in. It knows neither desk nor directory.',
    }),
    room('host', {
      may: ['bot/', 'web/', 'gateway/', 'directory/', 'conversation/', 'ports/'],
      npm: ['restify', 'zod'],
      comment: 'host is HTTP only: routes, limits and headers.',
    }),
    {
      name: 'tools-room',
      severity: 'error',
      comment:
        'tools drive the same engine as the channels; they need neither Bot Framework nor the HTTP host.',
      from: { path: '^src/tools/' },
      to: { path: '^src/(bot|host)/' },
    },
    {
      name: 'only-bench-measures-bot-framework',
      severity: 'error',
      comment:
        'the old dialogs are a development package, there to be measured against and for nothing else.',
      from: { path: '^src/tools/', pathNot: '^src/tools/bench(/|\\.ts$)' },
      to: { path: 'node_modules/(botbuilder|botframework)' },
    },
    {
      name: 'adapters-apart',
      severity: 'error',
      comment:
        'one folder, one outside thing: adapters never import each other, so that each can be swapped alone.',
      from: {
        path: '^src/adapters/([^/]+)/',
        pathNot: '^src/adapters/(store-(sqlite|postgres)|sms-(twilio|notify))/',
      },
      to: { path: '^src/adapters/', pathNot: '^src/adapters/$1/' },
    },
    {
      name: 'stores-apart',
      severity: 'error',
      comment: 'the two stores share only store-shared: what must be the same whatever the database is.',
      from: { path: '^src/adapters/(store-(?:sqlite|postgres))/' },
      to: { path: '^src/adapters/', pathNot: '^src/adapters/($1|store-shared)/' },
    },
    {
      name: 'texts-apart',
      severity: 'error',
      comment: 'the providers of texts share only how a request is made and what its answer means.',
      from: { path: '^src/adapters/(sms-(?:twilio|notify))/' },
      to: { path: '^src/adapters/', pathNot: '^src/adapters/($1|sms-shared)/' },
    },
    withoutNode(
      'pure-rooms-do-no-io',
      ['domain', 'engine', 'ports', 'conversation'],
      'pure rooms have no files, no network, no process: what they need comes in.',
    ),
    withoutNode(
      'actions-only-digest',
      ['actions'],
      'an action may make a digest; everything else outside is a port.',
      ['crypto'],
    ),
    {
      name: 'no-development-packages',
      severity: 'error',
      comment: 'what runs in production must be among the dependencies: the container has no others.',
      from: { path: '^src/', pathNot: '^src/tools/' },
      to: { dependencyTypes: ['npm-dev'], pathNot: 'node_modules/@types/' },
    },
    {
      name: 'no-unknown-import',
      severity: 'error',
      comment: 'an import that leads nowhere would escape every other rule.',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'files that import each other in a ring can only be understood, and loaded, all at once.',
      from: { path: '^src/' },
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'require', 'default', 'types'],
      mainFields: ['main', 'types'],
    },
  },
}
