import { escaped } from './shorten.ts'

/** One drawing on the page of all. */
export interface Entry {
  readonly flow: string
  readonly title: string
  readonly purpose: string
}

/** `all.html`: every drawing on one page, with links to each. It asks nothing of any network. */
export const pageOf = (entries: readonly Entry[]): string =>
  [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<title>Every conversation, drawn</title>',
    '<style>body{font:16px/1.5 Arial,Helvetica,sans-serif;margin:2rem;color:#1b1b1b}img{display:block;height:auto}div{overflow-x:auto;border:1px solid #ccc}</style>',
    '</head>',
    '<body>',
    '<h1>Every conversation, drawn</h1>',
    '<p>These drawings are made from the flows in dialogs/ and the English words in locales/en/ by npm run draw.</p>',
    '<ul>',
    ...entries.map(
      ({ flow, title, purpose }) => `<li><a href="#${flow}">${escaped(title)}</a>: ${escaped(purpose)}</li>`,
    ),
    '</ul>',
    ...entries.map(
      ({ flow, title }) =>
        `<h2 id="${flow}"><a href="${flow}.svg">${escaped(title)}</a></h2>\n<div><img src="${flow}.svg" alt="Drawing of the flow ${escaped(title)}"></div>`,
    ),
    '</body>',
    '</html>',
    '',
  ].join('\n')
