/** Everything under here is the editors'. */
export const ROOT_PATH = '/directory/edit'
