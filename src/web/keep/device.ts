import type { Envelope } from './envelope.ts';

/** The device's own small store (IndexedDB). Its name says nothing about the program. */
type Kept = { envelope: Envelope; account: string };
type Stores = { keys: CryptoKey; drafts: Kept; outbox: Kept };
type StoreName = keyof Stores;

let opening: Promise<IDBDatabase> | null = null;

function database(): Promise<IDBDatabase> {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('steps', 1);
    request.onupgradeneeded = () => {
      for (const name of ['keys', 'drafts', 'outbox'] satisfies StoreName[]) request.result.createObjectStore(name);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => {
      opening = null;
      reject(request.error ?? new Error('This device keeps nothing.'));
    };
  });
  return opening;
}

async function run<T>(store: StoreName, mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const transaction = (await database()).transaction(store, mode, { durability: 'strict' });
  const request = act(transaction.objectStore(store));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error('This device keeps nothing.'));
  });
}

export const device = {
  get: <S extends StoreName>(store: S, name: string): Promise<Stores[S] | undefined> =>
    run(store, 'readonly', (s) => s.get(name) as IDBRequest<Stores[S] | undefined>),
  put: async <S extends StoreName>(store: S, name: string, value: Stores[S]): Promise<void> => {
    await run(store, 'readwrite', (s) => s.put(value, name));
  },
  remove: async (store: StoreName, name: string): Promise<void> => {
    await run(store, 'readwrite', (s) => s.delete(name));
  },
  names: async (store: StoreName): Promise<string[]> => (await run(store, 'readonly', (s) => s.getAllKeys())).map(String),
};
