import type { Envelope } from './envelope.ts';

/** The device's own small store (IndexedDB). Its name says nothing about the program. */
type Kept = { envelope: Envelope; account: string };
type Stores = { keys: CryptoKey; drafts: Kept; outbox: Kept };
type StoreName = keyof Stores;

let opening: Promise<IDBDatabase> | null = null;
let opened: IDBDatabase | null = null;

function database(): Promise<IDBDatabase> {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('steps', 1);
    request.onupgradeneeded = () => {
      for (const name of ['keys', 'drafts', 'outbox'] satisfies StoreName[]) request.result.createObjectStore(name);
    };
    request.onsuccess = () => {
      opened = request.result;
      opened.onclose = () => {
        opened = null;
        opening = null;
      };
      resolve(request.result);
    };
    request.onerror = () => {
      opening = null;
      reject(request.error ?? new Error('This device keeps nothing.'));
    };
  });
  return opening;
}

/** Asked of the browser when it returns, to be committed whatever becomes of this page. */
function runOn<T>(db: IDBDatabase, store: StoreName, mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>, durability: IDBTransactionDurability): Promise<T> {
  const transaction = db.transaction(store, mode, { durability });
  const request = act(transaction.objectStore(store));
  transaction.commit();
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error('This device keeps nothing.'));
  });
}

const run = async <T>(store: StoreName, mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> =>
  runOn(await database(), store, mode, act, 'strict');

export const device = {
  get: <S extends StoreName>(store: S, name: string): Promise<Stores[S] | undefined> =>
    run(store, 'readonly', (s) => s.get(name) as IDBRequest<Stores[S] | undefined>),
  put: async <S extends StoreName>(store: S, name: string, value: Stores[S]): Promise<void> => {
    await run(store, 'readwrite', (s) => s.put(value, name));
  },
  /**
   * Handed to the browser before it returns: outlives this page from then on. `relaxed` may wait in the system's memory for
   * the disk, which costs little enough for every letter; null if the store is not open yet.
   */
  putAtOnce: <S extends StoreName>(store: S, name: string, value: Stores[S], durability: IDBTransactionDurability): Promise<unknown> | null =>
    opened && runOn(opened, store, 'readwrite', (s) => s.put(value, name), durability),
  removeAtOnce: (store: StoreName, name: string): Promise<unknown> | null => opened && runOn(opened, store, 'readwrite', (s) => s.delete(name), 'relaxed'),
  remove: async (store: StoreName, name: string): Promise<void> => {
    await run(store, 'readwrite', (s) => s.delete(name));
  },
  names: async (store: StoreName): Promise<string[]> => (await run(store, 'readonly', (s) => s.getAllKeys())).map(String),
};
