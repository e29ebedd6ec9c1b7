import { enableCompileCache, flushCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

// Most of starting is compiling, so what was compiled is kept beside the packages, where whoever may write could change
// the packages too. Where nothing can be written it only starts slower. It must come before everything else is loaded.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/haven', import.meta.url)))
await import('./start.ts')
setTimeout(flushCompileCache, 5_000).unref()
