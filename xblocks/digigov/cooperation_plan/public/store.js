/** Drafts kept on this device until the server has them: IndexedDB, or localStorage where there is none. IndexedDB
 * answers later, and a page that closes does not wait; until then the newest draft lies in localStorage as well. */

const DATABASE = "digigov-plan";
const TABLE = "drafts";

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function indexed() {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(TABLE);
  const database = await done(opening);
  const table = () => database.transaction(TABLE, "readonly").objectStore(TABLE);
  /** Committed, which a request that has succeeded is not yet. */
  const written = (work) =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction(TABLE, "readwrite");
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
      work(transaction.objectStore(TABLE));
    });
  return {
    put: (key, value) => written((drafts) => drafts.put(value, key)),
    remove: (key) => written((drafts) => drafts.delete(key)),
    get: (key) => done(table().get(key)),
    keys: (start) => done(table().getAllKeys(IDBKeyRange.bound(start, `${start}\uffff`))),
  };
}

function plain(prefix) {
  const name = (key) => `${prefix}:${key}`;
  return {
    put: async (key, value) => localStorage.setItem(name(key), JSON.stringify(value)),
    remove: async (key) => localStorage.removeItem(name(key)),
    get: async (key) => JSON.parse(localStorage.getItem(name(key)) ?? "null"),
    keys: async (start) =>
      Object.keys(localStorage)
        .filter((key) => key.startsWith(name(start)))
        .map((key) => key.slice(prefix.length + 1)),
  };
}

/** For what is only a second copy: full or forbidden, it is done without. */
const quietly = (promise) => promise.catch(() => undefined);

/** `owner` is the plan and the person; `tab` this page. A draft is {section, version, base, content}. */
export async function store(owner, tab) {
  const shelf = await indexed().catch(() => plain(DATABASE));
  const note = plain(`${DATABASE}-now`);
  const lock = (of) => `${DATABASE}:${owner}/${of}`;
  const locks = navigator.locks;
  locks?.request(lock(tab), () => new Promise(() => undefined)); // held as long as this page lives
  let last = Promise.resolve();
  const kept = new Map();

  /** One write after the other, and of several waiting ones only the newest. */
  function write(section, draft) {
    const key = `${owner}/${tab}/${section}`;
    quietly(draft ? note.put(key, draft).catch(() => note.remove(key)) : note.remove(key));
    const waiting = kept.has(section);
    kept.set(section, draft);
    if (waiting) return last;
    const writing = last.then(async () => {
      const newest = kept.get(section);
      kept.delete(section);
      await (newest ? shelf.put(key, newest) : shelf.remove(key));
      if (!kept.has(section)) await quietly(note.remove(key));
    });
    last = quietly(writing); // one that fails (a full device) does not keep later ones from being written
    return writing;
  }

  async function taken(key, adopt) {
    const draft = (await quietly(note.get(key))) ?? (await shelf.get(key));
    if (!draft || !(await adopt(draft))) return;
    await last; // what has taken it over is on the shelf itself now
    await quietly(note.remove(key));
    await shelf.remove(key);
  }

  return {
    put: (section, draft) => write(section, draft),
    remove: (section) => write(section, null),

    /** Hand over the drafts of pages that are closed: at once, or when a page that still lives closes. */
    async orphans(adopt) {
      const noted = (await quietly(note.keys(`${owner}/`))) ?? [];
      const keys = new Set([...noted, ...(await shelf.keys(`${owner}/`))]);
      for (const key of keys) {
        if (key.split("/")[1] === tab) continue;
        const of = key.split("/")[1];
        if (!locks) await taken(key, adopt);
        else if (!(await locks.request(lock(of), { ifAvailable: true }, (held) => held && taken(key, adopt).then(() => true)))) {
          locks.request(lock(of), () => taken(key, adopt));
        }
      }
    },
  };
}
