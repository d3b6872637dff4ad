// The browser takes a while to find a site's databases; asked first of all, it does so while the app's code is still being
// read. (Asking for the names makes no database, as opening one would.)
if (typeof indexedDB !== 'undefined' && typeof indexedDB?.databases === 'function')
  void indexedDB.databases().catch(() => undefined);
