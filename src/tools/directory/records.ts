import { join } from 'node:path'
import { directoryFromFiles, type DirectoryFiles } from '../../adapters/directory-files/index.ts'
import { approvedIn } from '../../adapters/edits-sqlite/index.ts'

/**
 * The directory as it counts: the files, and over them what editors changed on their pages (`directory.db` in
 * `HAVEN_DATA`). Throws, with a sentence, while a Haven runs on that folder: it holds its file alone.
 */
export async function directoryAsItCounts(root: string): Promise<DirectoryFiles> {
  const files = directoryFromFiles(join(root, 'deployment'), { production: false })
  const data = process.env['HAVEN_DATA'] ?? join(root, 'data')
  for (const version of await approvedIn(join(data, 'directory.db'))) files.records.put(version)
  return files
}
