/** How many things a view's scenegraph draws; stops counting above the limit. */
export function countMarks(scenegraph: object, limit: number): number {
  let count = 0;
  const open: unknown[] = [Object(scenegraph).root];
  while (open.length > 0 && count <= limit) {
    const items: unknown = Object(open.pop()).items;
    if (!Array.isArray(items)) continue;
    count += items.length;
    if (count <= limit) open.push(...items.filter((item) => Array.isArray(Object(item).items)));
  }
  return count;
}
