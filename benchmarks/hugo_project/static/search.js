// Reads index.json, which lies beside the pages of each account.
