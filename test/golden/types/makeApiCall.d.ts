// Generated from the module "makeApiCall" of the app "chatbot"; changes are lost.

/**
 * What a user fills in: Make an API Call
 */
export interface MakeApiCallParameters {
  /**
   * URL. A path relative to `https://api.chatbot.com/`, for example `/users`. The [API documentation](https://www.chatbot.com/docs/) lists what there is. A query may be part of it, which is also the way to repeat a key.
   */
  url: string
  /**
   * Method. **GET** retrieves, **POST** creates, **PUT** replaces, **PATCH** changes a part, **DELETE** deletes.
   */
  method: ("GET" | "POST" | "PUT" | "PATCH" | "DELETE")
  /**
   * Headers. Authorization is added for you, and replaces one given here.
   */
  headers?: {
    /**
     * Key
     */
    key: string
    /**
     * Value
     */
    value?: string
  }[]
  /**
   * Query String
   */
  qs?: {
    /**
     * Key
     */
    key: string
    /**
     * Value
     */
    value?: string
  }[]
  /**
   * Body. Sent as it is; a GET request has none.
   */
  body?: unknown
}

/**
 * One bundle it puts out: Make an API Call
 */
export interface MakeApiCallBundle {
  /**
   * Body
   */
  body?: unknown
  /**
   * Headers
   */
  headers?: {
    [k: string]: unknown
  }
  /**
   * Status Code
   */
  statusCode?: number
}
